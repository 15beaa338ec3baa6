-- grain: one row a period and group; pauses begun in it, and of them those begun on the last day, the
-- due date that is printed now or the first one seen.
with days as (
    select
        began_on,
        group_of($by, unit_key, field, procedure_key, channel, topic) as "group",
        sum(begun) as begun,
        sum(begun_on_last_day) as begun_on_last_day
    from chosen_pauses($unit, $left_out, $by)
    where matches_filters(unit_key, field, procedure_key, channel, $unit, $left_out, $field, $procedure, $channel, $certification)
        and began_on between list_min($starts) and list_max($ends)
    group by all
)
select
    period,
    "group",
    sum(begun)::bigint as begun,
    sum(begun_on_last_day)::bigint as begun_on_last_day
from periods($starts, $ends)
join days on began_on between first_day and last_day
group by all
order by all;
