-- grain: same_day_rows, one row a row of a file of same_day_files; filled for dossiers.
insert into same_day_rows
select sha256, hash(dossier_id)
from dossiers_rows
where bad_reason is null and sha256 in (from same_day_files);
