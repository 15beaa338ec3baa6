-- grain: one row a record of a register in the chosen unit that holds the text sought, each field as
-- text, the newest first; `found` counts them all.
select count(*) over () as found, columns(* exclude (as_of, source_line))::varchar
from query_table($source) as records
where ($unit is null or unit_key in (
        select member_key from unit_scope where unit_scope.unit_key = $unit
    ))
    and ($sought is null or contains(
        lower(strip_accents(to_json(records)::varchar)), lower(strip_accents($sought))
    ))
order by records.known_on desc, records.unit_key, records.source_file, records.source_line
limit $limit;
