-- Nothing is settled before it was received, and only statuses 7, 9 and 10 are settled.
select dossier_id, status_code, received_at, settled_on
from dossiers
where settled_on < received_at::date or (settled_on is not null and not is_settled_status(status_code));
