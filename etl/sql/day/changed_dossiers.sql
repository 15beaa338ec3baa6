-- grain: changed_dossiers, one row a dossier of which a file that was added or removed has a row or a pause.
create temp table changed_dossiers as
select dossier_id
from read_parquet(getvariable('dossiers_changed'), hive_partitioning = false)
where dossier_id is not null
union
select dossier_id
from read_parquet(getvariable('pauses_changed'), hive_partitioning = false)
where dossier_id is not null;

-- Of a rating without a dossier nothing that rows are compared by differs within one moment.
create temp table rated_moments as
select distinct rated_at
from read_parquet(getvariable('feedback_changed'), hive_partitioning = false)
where dossier_id is null;

create temp table rated_dossiers as
from changed_dossiers
union
select dossier_id
from read_parquet(getvariable('feedback_changed'), hive_partitioning = false)
where dossier_id is not null;
