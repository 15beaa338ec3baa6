-- grain: one row a row of one file of a register; bad_reason is null where the row is accepted. What
-- the contract refuses goes before what the register's own query found (`broken`).
select
    * exclude (unit_code, broken) replace (
        coalesce(bad_field, broken.field) as bad_field,
        coalesce(bad_value, broken.value) as bad_value,
        coalesce(bad_reason, broken.reason) as bad_reason,
        nullif(recorded_by, '') as recorded_by
    ),
    unit_code as unit
from staged
