-- grain: one row; what else waits for somebody at the day to which each register is known: overdue
-- dossiers without a delivered legal apology, open petitions due within some days or overdue, tasks
-- overdue. Null where no unit chosen keeps the register.
with kept as (
    select distinct source from known_sources($kept_until) where in_scope(unit_key, $unit)
)
select
    if('letters' in (from kept), (
        select count(*)
        from letters_owed
        where matches_filters(unit_key, field, procedure_key, channel, $unit, null, $field, $procedure, $channel, $certification)
            and kind = 'apology_legal'
            and delivered_on is null
            and not is_waived
    ), null) as apologies_owed,
    if('petitions' in (from kept), (
        select count(*)
        from petitions
        join known_sources($kept_until) as known on known.unit_key = petitions.unit_key and known.source = 'petitions'
        where in_scope(petitions.unit_key, $unit)
            and received_on <= known.as_of
            and coalesce(least(settled_on, declined_on) > known.as_of, true)
            and settle_by <= known.as_of + $due_soon_days::integer
    ), null) as petitions_due,
    if('tasks' in (from kept), (
        select count(*)
        from known_tasks($kept_until)
        where outcome = 'broken' and in_scope(unit_key, $unit)
    ), null) as tasks_overdue;
