-- grain: snapshot, one row: what this file is.
create table snapshot as
select
    getvariable('snapshot_id') as snapshot_id,
    getvariable('schema_version')::integer as schema_version,
    -- How far the dossiers reach; ratings alone make no period complete.
    coalesce(
        (select max(as_of) from files where source = 'dossiers'), (select max(as_of) from files)
    ) as data_date,
    (select coalesce(bool_and(is_sample), false) from files) as is_sample,
    getvariable('home_unit')::varchar as home_unit;
