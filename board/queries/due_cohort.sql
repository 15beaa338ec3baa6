-- grain: one row a period and group; dossiers due in it and how many were finished by then. Due on
-- the day of the export or later is not yet judged.
with days as (
    select
        due_on,
        group_of($by, d) as "group",
        count(*) filter (where status_code in (2, 4, 9, 10)) as due,
        count(*) filter (where status_code in (9, 10) and finished_on <= due_on) as due_met,
        count(*) filter (where status_code in (5, 6, 8)) as due_waiting
    from chosen($unit, $field, $procedure, $channel, $without) as d
    where in_form
        and due_on between list_min($starts) and list_max($ends)
        and due_on < known_until
    group by all
)
select
    period,
    "group",
    sum(due)::bigint as due,
    sum(due_met)::bigint as due_met,
    sum(due_waiting)::bigint as due_waiting
from periods($starts, $ends)
join days on due_on between first_day and last_day
group by all
order by all;
