-- grain: <source>_read, one row a row of a file: of a changed file every one, of one that stays those of the
-- dossiers that <dossiers> names.
create temp table <source>_read as
select * exclude (filename), regexp_extract(filename, '([0-9a-f]{64})-', 1) as sha256
from read_parquet(getvariable('<source>_kept'), filename = true, hive_partitioning = false)
where dossier_id in (from <dossiers>)
union all
select * exclude (filename), regexp_extract(filename, '([0-9a-f]{64})-', 1)
from read_parquet(getvariable('<source>_changed'), filename = true, hive_partitioning = false);
