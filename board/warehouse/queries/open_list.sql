-- grain: one row an open dossier, the soonest due (so the longest overdue) first, those finished
-- without a date last.
select
    dossier_id,
    procedure,
    procedure_key,
    field,
    topic,
    unit_key,
    due_on,
    state_of(d, $due_soon_days) as state,
    late_working_days,
    age_working_days,
    status_code,
    officer,
    received_on,
    due_changes,
    due_moved_late,
    paused_days,
    overdue_reason,
    not_updated,
    finished_without_date,
    count(*) over () as found
from open_dossiers as d
where matches_filters(unit_key, field, procedure_key, channel, $unit, null, $field, $procedure, $channel, $certification)
    and case $state
        when 'all' then true
        when 'topic_overdue' then state = 'overdue' and topic is not null
        when 'due_today' then state = 'due_soon' and late_working_days = 0
        when 'not_updated' then not_updated
        else state = $state
    end
    and contains(dossier_id, $search)
order by state = 'finished_without_date', due_on nulls last, paused_days, dossier_id
limit $limit;
