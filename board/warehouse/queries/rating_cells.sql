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
        sum(rated)::bigint as rated,
        sum(satisfied)::bigint as satisfied,
        sum(rated_staff)::bigint as rated_staff,
        sum(satisfied_staff)::bigint as satisfied_staff,
        sum(surveyed)::bigint as surveyed,
        sum(satisfied_survey)::bigint as satisfied_survey,
        sum(attitude_rated)::bigint as attitude_rated,
        sum(attitude_satisfied)::bigint as attitude_satisfied
    from counted_ratings
    where matches_filters(unit_key, field, procedure_key, channel, $unit, $left_out, $field, $procedure, $channel, $certification)
        and rated_on between list_min($starts) and list_max($ends)
    group by all
)
select period, cells.*
from periods($starts, $ends)
join cells on day between first_day and last_day
order by all;
