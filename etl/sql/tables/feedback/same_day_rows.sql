-- grain: same_day_rows, one row a row of a file of same_day_files; filled for ratings.
insert into same_day_rows
select sha256, hash(unit_key, source, rated_at, rating_id, dossier_id, if(coalesce(rating_id, dossier_id) is null, alike, null), place_among_alike)
from feedback_of_units
where sha256 in (from same_day_files);
