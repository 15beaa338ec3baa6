-- grain: same_day_rows, one row a row of a file of same_day_files; filled for pauses.
insert into same_day_rows
select sha256, hash(dossier_id, kind, began_at)
from pause_states
where sha256 in (from same_day_files);
