-- grain: one row a record of these numbers, of whichever unit and year: the newest moment at which an
-- entry or a file names it. `key_field` names the field of its number.
select record, max(recorded_at) as recorded_at
from (
    select record, recorded_at from record_changes where source = $source
    union all
    select json_extract_string(to_json(records), $key_field), as_of::timestamp
    from query_table($source) as records
)
where list_contains($records, record)
group by all;
