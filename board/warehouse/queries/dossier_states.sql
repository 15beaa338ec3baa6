-- grain: one row a dossier of $ids (hashes of codes), as this snapshot knows it.
select
    dossier_id,
    procedure,
    field,
    procedure_key,
    channel,
    unit_key,
    status_code,
    counted_as,
    received_on,
    due_on,
    first_due_on,
    late_when_paused or late_when_withdrawn as late_when_stopped,
    settled_on,
    working_days,
    known_until
from dossiers_as_of
-- By rows of the table, for over the view every rule would be worked out before the few are found.
where dossier_row in (select rowid from dossiers where hash(dossier_id) in (select unnest($ids::ubigint[])))
order by dossier_id;
