-- grain: one row a period and group; dossiers in hand at its end (form II.06a, 11 to 13). A unit is
-- judged at the earlier of the period's end and its newest export, so nothing is late too soon.
with d as (
    select
        unit_key,
        group_of($by, d) as "group",
        received_on,
        settled_on,
        -- Waiting for the citizen or paused is within time, whatever the due date.
        -- (greatest() would pass over a missing due date, and make it late at once.)
        case
            when status_code not in (5, 6, 8) and due_on is not null
                then greatest(due_on + 1, received_on)
        end as overdue_from
    from chosen($unit, $field, $procedure, $channel, $without) as d
    where in_form
        and received_on <= list_max($ends)
),
flows as (
    select unit_key, "group", received_on as day, count(*) as in_hand, 0 as overdue
    from d
    group by all
    union all
    select unit_key, "group", settled_on, -count(*), 0
    from d
    where settled_on is not null
    group by all
    union all
    select unit_key, "group", overdue_from, 0, count(*)
    from d
    where overdue_from is not null and (settled_on is null or settled_on > overdue_from)
    group by all
    union all
    select unit_key, "group", settled_on, 0, -count(*)
    from d
    where settled_on > overdue_from
    group by all
)
select
    period,
    "group",
    sum(in_hand)::bigint as in_hand,
    sum(in_hand - overdue)::bigint as in_hand_within,
    sum(overdue)::bigint as in_hand_overdue
from periods($starts, $ends)
join flows
    left join unit_as_of using (unit_key)
    on day <= least(last_day, coalesce(as_of, last_day))
group by all
order by all;
