-- grain: <source>_states, one row a state of a record, numbered in the order in which it was stated.
create temp table <source>_states as
select
    * exclude (is_carried, own_year),
    row_number() over (
        partition by unit_key, <key>, record_year
        order by stated_at, recorded_at is not null, as_of, landed_order, line
    ) as turn,
    -- A later file of the same as-of says otherwise: what it mends was never so.
    recorded_at is null
        and landed_order < max(landed_order) filter (where recorded_at is null) over (
            partition by unit_key, <key>, record_year, as_of
        ) as is_corrected,
    -- Rows without a key are only counted, and may well be alike.
    concat(<key>) <> ''
        and row_number() over (partition by unit_key, <key>, sha256, row_hash order by line) > 1 as is_duplicate
from <source>_numbered;
