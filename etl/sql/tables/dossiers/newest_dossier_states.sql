-- grain: newest_dossier_states, one row a dossier in its newest state, with the history that matters.
create temp view newest_dossier_states as
from dossier_histories
union all by name
select
    *,
    due_at as first_due_at,
    0 as due_changes,
    false as due_moved_late,
    if(is_withdrawn_status(status_code), as_of, null) as withdrawn_on,
    as_of as first_seen_on,
    if(is_settled_status(status_code), as_of, null) as settled_seen_on,
    if(is_running_status(status_code), as_of, null) as seen_running_on,
    if(is_waiting_status(status_code), as_of, null) as seen_waiting_on,
    null::date as ran_before_wait_on,
    if(missed_its_due(status_code, due_at, finished_at, as_of), due_at::date, null) as missed_due_on
from accepted_dossier_rows
where hash(dossier_id) not in (from repeated_dossiers);
