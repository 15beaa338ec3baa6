-- grain: files, one row a landed file in use; what it says of itself when it was read, and its place
-- (landed_order) among those of its source and as-of: the later it landed, the higher.
create temp table files as
select notes.* exclude (part), coalesce(notes.part.of, sha256) as original_sha256, places.landed_order
from read_json(getvariable('notes'), format = 'auto', hive_partitioning = false, columns = {
    'source': 'VARCHAR', 'file': 'VARCHAR', 'sha256': 'VARCHAR', 'as_of': 'DATE',
    'as_of_is_estimated': 'BOOLEAN', 'is_sample': 'BOOLEAN', 'rows_read': 'BIGINT',
    'headers': 'MAP(VARCHAR, VARCHAR)', 'dropped_columns': 'VARCHAR[]',
    'faults': 'STRUCT(line BIGINT, reason VARCHAR)[]', 'period_start': 'DATE',
    'names_dropped': 'BIGINT',
    'not_data': 'MAP(VARCHAR, BIGINT)', 'rows_found': 'BIGINT', 'part': 'STRUCT(of VARCHAR)'
}) as notes
join (
    select
        unnest(getvariable('landed')) as sha256,
        generate_subscripts(getvariable('landed'), 1) as landed_order
) as places using (sha256);
