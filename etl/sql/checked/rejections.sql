-- grain: one row a reason for which rows of a checked file were refused, with the first row's value.
select bad_reason, count(*), arg_min(bad_value, line)
from read_parquet($path, hive_partitioning = false)
where bad_reason is not null
group by bad_reason
