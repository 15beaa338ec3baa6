-- grain: duplicates, one row a file with identical rows; filled for each register.
insert into duplicates
select sha256, count(*) from <source>_states where is_duplicate group by all;
