-- grain: one row; by how many calendar days the petition and the task that are longest overdue at the end
-- of the period were past their day then. Null where none is.
select
    (
        select max(known.last_day - settle_by)
        from known_periods('petitions', $starts, $ends, $unit, $left_out, $kept_until) as known
        join petitions using (unit_key)
        where received_on <= known.last_day
            and coalesce(least(settled_on, declined_on) > known.last_day, true)
            and settle_by < known.last_day
    ) as petitions_open_overdue,
    (
        select max(known.last_day - due_on)
        from known_periods('tasks', $starts, $ends, $unit, $left_out, $kept_until) as known
        join task_outcomes using (unit_key)
        where outcome <> 'cancelled'
            and due_on < known.last_day
            and coalesce(done_on > known.last_day, true)
    ) as tasks_overdue;
