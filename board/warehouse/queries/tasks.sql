-- grain: one row a period and group ($by: unit or workstream) once the register of tasks has begun;
-- tasks whose due date lies in it and has passed, kept by that date and by the first one, and those
-- overdue at its end. Cancelled ones are out.
with mine as (
    select
        *,
        min(coalesce(given_on, starts_on, first_due_on)) over (partition by unit_key) as kept_from
    from known_tasks($kept_until)
    where in_scope(unit_key, $unit, $left_out)
),
placed as (
    select
        period,
        case $by when 'unit' then unit_key when 'workstream' then workstream::varchar end as "group",
        outcome <> 'cancelled' and due_on between first_day and last_day and due_on < known_until as is_due,
        outcome <> 'cancelled' and first_due_on between first_day and last_day
            and first_due_on < known_until as is_due_first,
        coalesce(done_on <= due_on, false) as is_met,
        coalesce(done_on <= first_due_on, false) as is_met_first,
        outcome <> 'cancelled' and due_on < least(last_day, known_until)
            and coalesce(done_on > least(last_day, known_until), true) as is_overdue
    from periods($starts, $ends)
    join mine on kept_from <= last_day and first_day <= known_until
)
select
    period,
    "group",
    count_if(is_due)::bigint as tasks_due,
    count_if(is_due and is_met)::bigint as tasks_met,
    count_if(is_due_first)::bigint as tasks_due_first,
    count_if(is_due_first and is_met_first)::bigint as tasks_met_first,
    count_if(is_overdue)::bigint as tasks_overdue
from placed
group by all
order by all;
