-- grain: duplicates, one row a file with identical rows; filled for ratings.
insert into duplicates
select sha256, count(*) from feedback_of_units where is_duplicate group by all;
