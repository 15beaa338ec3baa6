-- grain: one row a file: rows, where its day is only estimated.
insert into doubts
select 'as_of_estimated', file, rows_read
from files
where as_of_is_estimated;
