-- No pause ends before its first day, and only one that has ended has a length.
select dossier_id, kind, began_at, ended_at, working_days
from pauses
where ended_at::date < began_at::date or working_days < 0 or (ended_at is null and working_days is not null);
