-- grain: one row a period, group and cell of ratings (unit, field, procedure, channel, source and day); how
-- many answered in it and how many are content, as `ratings` counts them.
with cells as (
    select
        rated_on as day,
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
        count(*) filter (counted.rated) as rated,
        count(*) filter (counted.satisfied) as satisfied,
        count(*) filter (counted.rated_staff) as rated_staff,
        count(*) filter (counted.satisfied_staff) as satisfied_staff,
        count(*) filter (counted.surveyed) as surveyed,
        count(*) filter (counted.satisfied_survey) as satisfied_survey,
        count(*) filter (counted.attitude_rated) as attitude_rated,
        count(*) filter (counted.attitude_satisfied) as attitude_satisfied
    from counted_ratings() as counted
    where matches_filters(unit_key, field, procedure_key, channel, $unit, $left_out, $field, $procedure, $channel, $certification)
        and rated_on between list_min($starts) and list_max($ends)
    group by all
)
select period, cells.*
from periods($starts, $ends)
join cells on day between first_day and last_day
order by all;
