-- grain: one row a period and group; dossiers settled in it, by verdict (form II.06a, 7 to 10).
with days as (
    select
        settled_on,
        group_of($by, d) as "group",
        count(*) as settled,
        count(*) filter (where settled_before_time) as before_time,
        count(*) filter (where not settled_before_time and not settled_overdue) as on_time,
        count(*) filter (where settled_overdue) as overdue
    from chosen($unit, $field, $procedure, $channel, $without) as d
    where settled_on between list_min($starts) and list_max($ends)
        and settled_on <= known_until
    group by all
)
select
    period,
    "group",
    sum(settled)::bigint as settled,
    sum(before_time)::bigint as before_time,
    sum(on_time)::bigint as on_time,
    sum(overdue)::bigint as overdue
from periods($starts, $ends)
join days on settled_on between first_day and last_day
group by all
order by all;
