-- grain: judged, one row an accepted row of a checked file: its line, its unit's word and its dossier.
create temp table judged as
select line, <unit> as unit, <dossier_id> as dossier_id
from read_parquet(getvariable('checked'), hive_partitioning = false)
where bad_reason is null;
create temp view units_written as
select distinct unit from judged where unit is not null
union
select getvariable('home_unit')::varchar;
