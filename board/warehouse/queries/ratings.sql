-- grain: one row a period and group; overall ratings by scale and how many are content, on three levels
-- those that citizens gave apart from those that staff recorded.
with days as (
    select
        rated_on,
        case $by
            when 'source' then source
            when 'field' then field
            when 'unit' then unit_key
            when 'stratum' then stratum_of(unit_key, field, procedure_key)
        end as "group",
        sum(rated)::bigint as rated,
        sum(satisfied)::bigint as satisfied,
        sum(rated_staff)::bigint as rated_staff,
        sum(satisfied_staff)::bigint as satisfied_staff,
        sum(surveyed)::bigint as surveyed,
        sum(satisfied_survey)::bigint as satisfied_survey,
        sum(attitude_rated)::bigint as attitude_rated,
        sum(attitude_satisfied)::bigint as attitude_satisfied
    from chosen_ratings($unit, $left_out, $by)
    where matches_filters(unit_key, field, procedure_key, channel, $unit, $left_out, $field, $procedure, $channel, $certification)
        and rated_on between list_min($starts) and list_max($ends)
    group by all
)
select
    period,
    "group",
    sum(rated)::bigint as rated,
    sum(satisfied)::bigint as satisfied,
    sum(rated_staff)::bigint as rated_staff,
    sum(satisfied_staff)::bigint as satisfied_staff,
    sum(surveyed)::bigint as surveyed,
    sum(satisfied_survey)::bigint as satisfied_survey,
    sum(attitude_rated)::bigint as attitude_rated,
    sum(attitude_satisfied)::bigint as attitude_satisfied
from periods($starts, $ends)
join days on rated_on between first_day and last_day
group by all
order by all;
