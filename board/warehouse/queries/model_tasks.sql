-- grain: one row a task given by a day, as it stood on that day or, where that is earlier, at the
-- newest register, by its newest due date; what was done later was not done. Those of the last
-- meeting before that day are marked: of the unit in force then, and of none that went into it, whose
-- meetings are over. Cancelled ones stand with the others: a follow-up may not vanish.
with keepers as (
    select member_key as unit_key, min(unit_key) as keeper_key
    from unit_scope
    join units using (unit_key)
    where $to between valid_from and valid_to
    group by all
),
given as (
    select
        * replace (least($to, known_until) as known_until),
        coalesce(done_on > least($to, known_until), false) as done_later
    from known_tasks($kept_until)
    where coalesce(given_on, starts_on, $to) <= $to
        and in_scope(unit_key, $unit)
)
select
    task_id,
    workstream,
    title,
    case
        when outcome = 'cancelled' then outcome
        when done_on is not null and not done_later then outcome
        when due_on < known_until then 'broken'
        else 'open'
    end as outcome,
    owner,
    given_on,
    coalesce(starts_on, given_on, first_due_on) as starts_on,
    due_on,
    first_due_on,
    postponements,
    if(done_later, null, done_on) as done_on,
    cancelled_on,
    if(done_later, null, progress_percent) as progress_percent,
    if(done_later, null, evidence) as evidence,
    measure,
    field,
    effect_on,
    unit_key,
    known_until,
    given_on is not null
        and given_on = max(given_on) over (partition by coalesce(keeper_key, unit_key)) as of_last_meeting
from given
left join keepers using (unit_key)
order by workstream, due_on, unit_key, task_id;
