-- grain: counted_dossiers, one row a dossier that a measure or a cell of the form counts, whatever its ratings and
-- petitions say: `rows` names those of which it counts, `part` those of them that have what it counts.
create or replace temp macro counted_dossiers(rows, part, from_day, to_day) as table
with dated as (
    select
        *,
        coalesce(received_at, '-infinity') as moment,
        least(to_day, known_until) as end_on,
        settled_on between from_day and end_on as is_settled_by_end,
        in_form and received_on <= end_on and (settled_on is null or settled_on > end_on) as is_open_at_end,
        coalesce(overdue_from <= end_on, false) as is_overdue_at_end
    from dossiers_as_of
    -- What all other rows ask anyway, as a scan can use it to pass over what was settled before.
    where rows in ('submitted', 'received', 'due', 'due_waiting', 'due_first', 'first_due_passed')
        or settled_on is null
        or settled_on >= least(from_day, getvariable('all_known_until'))
)
select dossier_row, dossier_id, unit_key, field, procedure_key, channel, settled_as, moment
from dated
where case rows
        when 'submitted' then submitted_at::date between from_day and end_on
        when 'received' then in_form and received_on between from_day and end_on
        when 'before' then in_form and received_on < from_day
            and (settled_on is null or settled_on >= from_day or settled_on > known_until)
        when 'settled' then is_settled_by_end
        when 'timed' then is_finished and is_settled_by_end and working_days is not null
        when 'responses' then is_finished and is_settled_by_end
        when 'in_hand' then is_open_at_end
        when 'form' then is_settled_by_end or is_open_at_end
        when 'due' then falls_due and due_on between from_day and to_day
        when 'due_waiting' then in_form and is_waiting and due_on < known_until
            and due_on between from_day and to_day
        when 'first_due_passed' then first_due_passed and first_due_on between from_day and to_day
        when 'withdrawn' then is_withdrawn and is_settled_by_end
        when 'due_first' then first_falls_due and first_due_on between from_day and to_day
    end
    and case part
        when 'all' then true
        when 'online' then channel = 'online'
        when 'counter' then channel <> 'online'
        when 'refused' then is_refused
        when 'before_time' then settled_as = 'before_time'
        when 'on_time' then settled_as = 'on_time'
        when 'overdue' then settled_as = 'overdue'
        when 'cell_13' then is_overdue_at_end
        when 'late' then is_overdue_at_end and not finished_without_date
        when 'finished_without_date' then finished_without_date
        when 'within' then not is_overdue_at_end
        when 'not_overdue' then if(is_settled_by_end, settled_as <> 'overdue', not is_overdue_at_end)
        when 'on_last_day' then settled_on = due_on and is_finished
        when 'moved_late' then due_moved_late
        when 'paused_late' then late_when_paused
        when 'withdrawn_late' then withdrawn_after_due
        when 'supplemented_twice' then supplement_requests >= 2
        when 'met' then met_due
        when 'not_met' then not met_due
        when 'met_first' then met_first_due
        else is_opinion(part)
    end;
