-- grain: one row a record of a register in the chosen unit that holds the text sought, each field as
-- text, the newest first; `found` counts them all. `unit_word` is what an export calls its unit: the
-- name where the code is another unit's since, for a word means what it means on the export's day.
select
    count(*) over () as found,
    columns(* exclude (as_of, source_line))::varchar,
    coalesce((
        select any_value(own.full_name)
        from units as own
        join units as later on later.code = own.code and later.valid_from > own.valid_from
        where own.unit_key = records.unit_key
    ), unit_code) as unit_word
from query_table($source) as records
where in_scope(unit_key, $unit)
    and ($sought is null or contains(
        lower(strip_accents(to_json(records)::varchar)), lower(strip_accents($sought))
    ))
order by records.known_on desc, records.unit_key, records.source_file, records.source_line
limit $limit;
