-- grain: files, one row a landed file in use; what it says of itself when it was read, and its place
-- (landed_order) among those of its source and as-of: the later it landed, the higher.
create temp table files as
select
    note.* exclude (part), coalesce(note.part.of, note.sha256) as original_sha256, landed_order
from (
    select
        from_json(unnest(getvariable('notes')), '{
            "source": "VARCHAR", "file": "VARCHAR", "sha256": "VARCHAR", "as_of": "DATE",
            "as_of_is_estimated": "BOOLEAN", "is_sample": "BOOLEAN", "rows_read": "BIGINT",
            "headers": "MAP(VARCHAR, VARCHAR)", "dropped_columns": ["VARCHAR"],
            "faults": [{"line": "BIGINT", "reason": "VARCHAR"}], "period_start": "DATE",
            "names_dropped": "BIGINT", "not_data": "MAP(VARCHAR, BIGINT)", "rows_found": "BIGINT",
            "part": {"of": "VARCHAR"}
        }') as note,
        generate_subscripts(getvariable('notes'), 1) as landed_order
);
