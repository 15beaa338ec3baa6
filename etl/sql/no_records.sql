-- grain: <source>_states and <source>_records, without rows, of a register that no file tells of: with
-- the columns of records.sql, whose queries take longer to plan than a small load takes in all.
create temp table <source>_states as
select
    *,
    null::date as known_on,
    null::timestamp as stated_at,
    null::varchar[] as changed,
    null::varchar as named,
    null::varchar as unit_code,
    null::varchar as unit_key,
    null::bigint as record_year,
    null::bigint as turn,
    null::boolean as is_corrected,
    null::boolean as is_duplicate
from <source>_rows
limit 0;

create temp table <source>_records as
select unit_code, unit_key, <key>, record_year, <own_fields>, known_on, file as source_file, line as source_line, as_of
from <source>_states;
