-- grain: one row a period, group and cell of ratings (unit, field, procedure, channel, source and day); how
-- many answered in it and how many are content, as `ratings` counts them.
with cells as (
    select
        rated_at::date as day,
        coalesce(unit_key, '') as unit,
        coalesce(field, '') as field,
        coalesce(procedure_key, '') as procedure,
        coalesce(channel, '') as channel,
        source,
        case $by
            when 'source' then source
            when 'field' then field
            when 'unit' then unit_key
        end as "group",
        count(overall) filter (where scale = 3 and is_own) as rated,
        count(*) filter (where scale = 3 and is_own and overall >= 2) as satisfied,
        count(overall) filter (where scale = 3 and source = 'staff') as rated_staff,
        count(*) filter (where scale = 3 and source = 'staff' and overall >= 2) as satisfied_staff,
        count(overall) filter (where scale = 5) as surveyed,
        count(*) filter (where scale = 5 and overall >= 4) as satisfied_survey,
        count(attitude) filter (where scale = 3 and is_own) as attitude_rated,
        count(*) filter (where scale = 3 and is_own and attitude >= 2) as attitude_satisfied
    from feedback
    where matches_filters(unit_key, field, procedure_key, channel, $unit, $left_out, $field, $procedure, $channel, $certification)
        and coalesce(overall, attitude) is not null
        and rated_at::date between list_min($starts) and list_max($ends)
    group by all
)
select period, cells.*
from periods($starts, $ends)
join cells on day between first_day and last_day
order by all;
