-- grain: one row a task given by a day, in its newest state; those of the last meeting before that day
-- are marked. Cancelled ones stand with the others: a follow-up may not vanish.
select
    task_id,
    workstream,
    title,
    outcome,
    owner,
    given_on,
    coalesce(starts_on, given_on, first_due_on) as starts_on,
    due_on,
    first_due_on,
    postponements,
    done_on,
    progress_percent,
    evidence,
    measure,
    effect_on,
    unit_key,
    known_until,
    given_on is not null and given_on = max(given_on) over (partition by unit_key) as of_last_meeting
from task_outcomes
where coalesce(given_on, starts_on, $to) <= $to
    and ($unit is null or unit_key in (
        select member_key from unit_scope where unit_scope.unit_key = $unit
    ))
order by workstream, due_on, unit_key, task_id;
