-- grain: one row a source; what its files are called, an empty one to fill in, and of a register that is
-- numbered afresh each year the days that say of which year a number is.
select source, title, template, numbered_by from sources order by title;
