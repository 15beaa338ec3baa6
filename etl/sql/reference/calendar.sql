-- grain: calendar, one row a day of the covered years.
create table calendar as
select unnest(getvariable('calendar'), recursive := true);
