-- grain: unit_scope, one row a unit and a unit whose dossiers it shows: itself, and through the
-- successor links all that went into it. A unit that units.csv does not know shows itself.
create table unit_scope as
select unit_key, unit_key as member_key from units
union
select whole, part from unit_parts
union
select unit_key, unit_key from dossiers where unit_key not in (select unit_key from units)
union
select unit_key, unit_key from feedback where unit_key not in (select unit_key from units)
union
select unit_key, unit_key from source_files where unit_key not in (select unit_key from units)
order by all;

-- snapshot, one row: what this file is.
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
