-- grain: one row a period and group; dossiers received in it (form II.06a, 4 and 5).
with days as (
    select
        received_on,
        group_of($by, d) as "group",
        count(*) as received,
        count(*) filter (where channel = 'online') as received_online
    from chosen($unit, $field, $procedure, $channel, $without) as d
    where in_form
        and received_on between list_min($starts) and list_max($ends)
    group by all
)
select
    period,
    "group",
    sum(received)::bigint as received,
    sum(received_online)::bigint as received_online
from periods($starts, $ends)
join days on received_on between first_day and last_day
group by all
order by all;
