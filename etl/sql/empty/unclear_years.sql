-- grain: unclear_years, one row a doubt and a file: of how many of its rows the year of the number is unclear.
create temp table unclear_years (code varchar, file varchar, rows bigint);
