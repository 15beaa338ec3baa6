-- grain: one row: the newest moment at which an entry or a file names a record of this number, of
-- whichever unit and year. `key_field` names the field of its number.
select greatest(
    (select max(recorded_at) from record_changes where source = $source and record = $record),
    (
        select max(as_of)::timestamp
        from query_table($source) as records
        where json_extract_string(to_json(records), $key_field) = $record
    )
) as recorded_at;
