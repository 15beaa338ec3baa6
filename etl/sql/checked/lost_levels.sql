-- grain: one row a row; the first two rows of a checked file whose word is of five levels though they say that there are
-- three.
select line, bad_value
from read_parquet($path, hive_partitioning = false)
where bad_reason = 'level_not_on_scale' and fold(bad_value) in ('ratkhonghailong', 'binhthuong')
order by line
limit 2
