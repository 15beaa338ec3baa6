-- grain: one row an entry of a register in the chosen unit, the newest first; `record_values` is the record as
-- its writer saw it.
select recorded_at, record, unit_key, recorded_by, change_reason, changed_fields,
    coalesce(is_void, false) as is_void, record_values::varchar as record_values
from record_changes
where source = $source
    and in_scope(unit_key, $unit)
    and ($record is null or record = $record)
    and ($year is null or record_year = $year)
order by recorded_at desc, file
limit $limit;
