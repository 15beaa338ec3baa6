-- grain: task_outcomes, one row a task in its newest state, with its first due date, how often that
-- was put off, and what became of it; whether an unfinished one is overdue depends on the day asked.
create table task_outcomes as
with due_history as (
    -- A register may only ever hold the newest due date: the older ones are in the files before it.
    select
        unit_key,
        task_id,
        record_year,
        any_value(first_due_on) as first_due_on,
        greatest(max(postponements), count(distinct due_on) filter (where due_on > first_due_on)) as postponements
    from (
        select
            unit_key,
            task_id,
            record_year,
            due_on,
            postponements,
            min(least(first_due_on, due_on)) over (partition by unit_key, task_id, record_year) as first_due_on
        from tasks_states
        where not is_corrected
    )
    group by all
)
select
    tasks.* exclude (first_due_on, postponements) replace (coalesce(words.field, tasks.field) as field),
    due_history.first_due_on,
    coalesce(due_history.postponements, 0)::integer as postponements,
    case
        when known.is_kept_on_page and cancelled_on is not null or cancelled_on <= known.last_day
            then 'cancelled'
        when done_on <= due_history.first_due_on then 'kept'
        when done_on <= due_on then 'kept_after_postponement'
        when done_on is not null then 'late'
        else 'unfinished'
    end as outcome
from tasks
join due_history
    on due_history.unit_key = tasks.unit_key and due_history.task_id = tasks.task_id
    and due_history.record_year is not distinct from tasks.record_year
left join (select distinct fold(field) as field_key, field from field_words) as words
    on words.field_key = fold(tasks.field)
join coverage as known on known.unit_key = tasks.unit_key and known.source = 'tasks'
order by due_on, unit_key, task_id;
