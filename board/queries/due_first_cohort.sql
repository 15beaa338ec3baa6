-- grain: one row a period and group; the due-date cohort judged by the first due date seen.
with days as (
    select
        first_due_at::date as due_on,
        group_of($by, d) as "group",
        count(*) as due_first,
        count(*) filter (where status_code in (9, 10) and finished_on <= first_due_at::date)
            as due_first_met
    from chosen($unit, $field, $procedure, $channel, $without) as d
    where in_form
        and status_code in (2, 4, 9, 10)
        and first_due_at::date between list_min($starts) and list_max($ends)
        and first_due_at::date < known_until
    group by all
)
select
    period,
    "group",
    sum(due_first)::bigint as due_first,
    sum(due_first_met)::bigint as due_first_met
from periods($starts, $ends)
join days on due_on between first_day and last_day
group by all
order by all;
