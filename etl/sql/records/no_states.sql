-- grain: <source>_states, without rows, of a register that no file has: with the columns of states.sql,
-- whose queries take longer to plan than a small load takes in all.
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
