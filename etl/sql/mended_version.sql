-- grain: one row a row of a file in its mended version: a mended row stands for the one of its line.
select * exclude (file_row_number) replace (coalesce(line, file_row_number + 2) as line)
from read_parquet($before, file_row_number = true, hive_partitioning = false)
where not list_contains($lines, coalesce(line, file_row_number + 2))
union all by name
select *
from read_parquet($mended, hive_partitioning = false)
where list_contains($lines, line)
order by line
