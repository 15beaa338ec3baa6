-- grain: kept_on_page, one row a register and a unit where records were first written on a page.
create temp table kept_on_page (source varchar, unit_key varchar);
