-- grain: one row a rejected row of one checked file, by its line; `shown` is the value as messages may
-- show it, `rows` in how many rejected rows the field has it.
select
    line,
    bad_field,
    bad_reason,
    bad_value,
    if(
        bad_reason in ('unknown_word', 'level_not_on_scale'), shown_word(bad_value, rows), bad_value
    ) as shown,
    rows
from (
    select *, count(*) over (partition by bad_field, bad_value, bad_reason) as rows
    from read_parquet($path, hive_partitioning = false)
    where bad_reason is not null
)
order by line;
