-- grain: one row a period and group; pauses begun in it, and of them those begun on the last day, the
-- due date that is printed now or the first one seen.
with days as (
    select
        began_at::date as began_on,
        group_of($by, d.unit_key, field, procedure_key, channel, topic) as "group",
        count(*) as begun,
        count(*) filter (began_on = due_on or began_on = first_due_on) as begun_on_last_day
    from pauses
    join dossiers_as_of as d on d.dossier_id = pauses.dossier_id
    where matches_filters(d.unit_key, field, procedure_key, channel, $unit, $left_out, $field, $procedure, $channel, $certification)
        and began_on between list_min($starts) and list_max($ends)
        and began_on <= known_until
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
