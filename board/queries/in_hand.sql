-- grain: one row a period and group; dossiers in hand at its end (form II.06a, 11 to 13): what came
-- in until then less what was settled, and of it what had become overdue.
with d as (
    select
        group_of($by, d) as "group",
        received_on,
        if(settled_on <= known_until, settled_on, null) as settled_on,
        -- Waiting for the citizen or paused is within time, whatever the due date.
        case
            when status_code not in (5, 6, 8) and due_on < least(settled_on, known_until)
                then greatest(due_on + 1, received_on)
        end as overdue_from,
        count(*) as dossiers
    from chosen($unit, $field, $procedure, $channel, $without) as d
    where in_form
        and received_on <= list_max($ends)
    group by all
),
flows as (
    select "group", received_on as day, dossiers as in_hand, 0 as overdue
    from d
    union all
    select "group", settled_on, -dossiers, if(overdue_from is null, 0, -dossiers)
    from d
    where settled_on is not null
    union all
    select "group", overdue_from, 0, dossiers
    from d
    where overdue_from is not null
),
days as (
    select "group", day, sum(in_hand) as in_hand, sum(overdue) as overdue
    from flows
    group by all
)
select
    period,
    "group",
    sum(in_hand)::bigint as in_hand,
    sum(in_hand - overdue)::bigint as in_hand_within,
    sum(overdue)::bigint as in_hand_overdue
from periods($starts, $ends)
join days on day <= last_day
group by all
order by all;
