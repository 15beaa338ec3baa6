-- grain: one row; open dossiers at the newest export, by what has to be done about them.
select
    count(*) as in_hand,
    count(*) filter (state = 'overdue') as overdue,
    count(*) filter (state = 'due_soon') as due_soon,
    count(*) filter (state = 'due_soon' and late_working_days = 0) as due_today,
    count(*) filter (state = 'waiting') as waiting,
    count(*) filter (state = 'overdue' and topic = 'land') as overdue_land,
    count(*) filter (state = 'overdue' and topic = 'compensation') as overdue_compensation,
    count(*) filter (not_updated) as not_updated,
    count(*) filter (state = 'finished_without_date') as finished_without_date,
    max(late_working_days) filter (state = 'overdue') as longest_late_working_days,
    -- Whether these fall due soon nobody knows: a day stands past what the calendar covers.
    count(*) filter (state = 'within' and late_working_days is null) as outside_calendar,
    max(judged_on) as judged_on
from (select *, state_of(o, $due_soon_days) as state from open_dossiers as o)
where matches_filters(unit_key, field, procedure_key, channel, $unit, null, $field, $procedure, $channel, $certification);
