-- grain: one row: how many rows the files in use lost when they were loaded, and how many files did.
select coalesce(sum(rows_rejected), 0)::bigint as rows, count(*) as files
from loads
where rows_rejected > 0;
