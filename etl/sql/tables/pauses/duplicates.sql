-- grain: duplicates, one row a file with identical rows; filled for pauses.
insert into duplicates
select sha256, count(*) from pause_states where is_duplicate group by all;
