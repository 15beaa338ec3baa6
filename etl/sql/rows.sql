-- grain: files, one row a landed file in use; what it says of itself when it was read, and its place
-- (landed_order) among those of its source and as-of: the later it landed, the higher.
create temp table files as
select told.* exclude (part), coalesce(told.part.of, sha256) as original_sha256, places.landed_order
from read_json(getvariable('notes'), format = 'auto', hive_partitioning = false, columns = {
    'source': 'VARCHAR', 'file': 'VARCHAR', 'sha256': 'VARCHAR', 'as_of': 'DATE',
    'as_of_is_estimated': 'BOOLEAN', 'is_sample': 'BOOLEAN', 'rows_read': 'BIGINT',
    'headers': 'MAP(VARCHAR, VARCHAR)', 'dropped_columns': 'VARCHAR[]',
    'faults': 'STRUCT(line BIGINT, reason VARCHAR)[]', 'period_start': 'DATE',
    'names_dropped': 'BIGINT',
    'not_data': 'MAP(VARCHAR, BIGINT)', 'rows_found': 'BIGINT', 'part': 'STRUCT(of VARCHAR)'
}) as told
join (
    select
        unnest(getvariable('landed')) as sha256,
        generate_subscripts(getvariable('landed'), 1) as landed_order
) as places using (sha256);

-- duplicates, one row a file with identical rows; each source's own query adds to it.
create temp table duplicates (sha256 varchar, rows bigint);

-- overruled, one row a file: how many of its rows an entry of the same day contradicts.
create temp table overruled (file varchar, rows bigint);

-- unclear_years, one row a doubt and a file: of how many of its rows the year of the number is unclear.
create temp table unclear_years (code varchar, file varchar, rows bigint);

-- same_day_files, one row a file beside which another of its source has the same as-of.
create temp table same_day_files as
select sha256
from files
qualify count(*) over (partition by source, as_of) > 1;

-- same_day_rows, one row what such a file tells of (a dossier, a rating, a record), but for entries.
create temp table same_day_rows (sha256 varchar, about ubigint);

-- carried, one row a file: how many of its rows are of an older unit, nobody knows which, and are told on
-- by one that began later.
create temp table carried (file varchar, rows bigint);
