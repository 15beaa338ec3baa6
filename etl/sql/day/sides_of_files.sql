-- grain: files, one row a file on one of the chosen sides (added, removed, kept), with its place among all.
create temp table sides_of_files as
select files.*, side
from files
join (
    select unnest(getvariable('file_sides')) as side, generate_subscripts(getvariable('file_sides'), 1) as landed_order
) using (landed_order);

drop table files;
create temp view files as
select * exclude (side) from sides_of_files where list_contains(getvariable('sides'), side);
