-- grain: feedback_read, one row a rating of a file; those without a dossier that changed ones may be alike.
insert into feedback_read
select * exclude (filename), regexp_extract(filename, '([0-9a-f]{64})-', 1)
from read_parquet(getvariable('feedback_kept'), filename = true, hive_partitioning = false)
where dossier_id is null and rated_at in (from rated_moments);
