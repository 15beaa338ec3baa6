-- grain: one row: the newest day of a checked file's accepted rows up to its as-of, and the most days
-- between two such since $start. <days> are the fields of the contract that say that something
-- happened.
select max(day), max(day - before) filter (before >= $start::date)
from (
    select day, lag(day) over (order by day) as before
    from (
        select distinct unnest([<days>]::date[]) as day
        from read_parquet($path, hive_partitioning = false)
        where bad_reason is null
    )
    where day <= $as_of::date
)
