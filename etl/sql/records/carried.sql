-- grain: carried, one row a file with rows of an older unit, nobody knows which; filled for each register.
insert into carried
select file, count(*) from <source>_with_unit where is_carried group by all;
