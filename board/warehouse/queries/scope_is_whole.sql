-- grain: one row: whether the reader sees every unit of which anything was loaded.
select coalesce(getvariable('scope_is_whole'), true) as is_whole;
