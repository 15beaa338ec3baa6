-- grain: dossiers_as_of, one row a dossier as far as its unit's newest export knows, with the rules of form
-- II.06a and of the rates. Every period ends at the earlier of its last day and known_until: what a unit's
-- exports say of days after that waits for the next one.
create view dossiers_as_of as
with dated as (
    -- A step of its own: an alias used in its own select is written out anew, which takes longer to plan.
    select
        dossiers.rowid as dossier_row,
        dossiers.*,
        known.as_of as known_until,
        coalesce(procedure_code, procedure) as procedure_key,
        received_at::date as received_on,
        due_at::date as due_on,
        first_due_at::date as first_due_on,
        finished_at::date as finished_on,
        is_refused_status(status_code) as is_refused,
        is_accepted_status(status_code) as is_accepted,
        is_waiting_status(status_code) as is_waiting,
        is_withdrawn_status(status_code) as is_withdrawn,
        is_finished_status(status_code) as is_finished,
        is_accepted_status(status_code) and received_at::date <= known.as_of as in_form
    from dossiers
    join unit_as_of as known on known.unit_key is not distinct from dossiers.unit_key
)
select
    *,
    in_form and (settled_on is null or settled_on > known_until) as is_open,
    -- Cells (8) to (10): without a due date, or withdrawn, is on time.
    case
        when settled_on is null then null
        when due_on is null or is_withdrawn or settled_on = due_on then 'on_time'
        when settled_on < due_on then 'before_time'
        else 'overdue'
    end as settled_as,
    -- The day from which cell (13) holds it, until it is settled.
    case
        when is_accepted and not is_waiting and due_on < least(settled_on, known_until)
            then greatest(due_on + 1, received_on)
    end as overdue_from,
    -- Cell (13) holds what is finished without a date too, but nobody may call that overdue.
    in_form and not is_waiting and not finished_without_date and due_on < known_until
        and (settled_on is null or settled_on > known_until) as is_late,
    -- Rate (c) is of these: what waits or was withdrawn has no outcome by its due date.
    in_form and not is_waiting and not is_withdrawn and due_on < known_until as falls_due,
    -- By the first due date what was late when it was paused or withdrawn stays late.
    in_form and first_due_on < known_until
        and (not is_waiting or late_when_paused)
        and (not is_withdrawn or late_when_withdrawn) as first_falls_due,
    in_form and first_due_on < known_until as first_due_passed,
    is_withdrawn and coalesce(settled_on > due_on, false) as withdrawn_after_due,
    coalesce(is_finished and finished_on <= due_on, false) as met_due,
    coalesce(is_finished and finished_on <= first_due_on, false) as met_first_due,
    case
        when not is_accepted then 'out'
        when is_waiting then 'waiting'
        when is_withdrawn then 'withdrawn'
        when finished_without_date then 'undated'
        else 'counted'
    end as counted_as
from dated;
