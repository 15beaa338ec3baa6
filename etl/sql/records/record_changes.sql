-- grain: record_changes, one row an entry made on a page; filled for each register.
insert into record_changes
select
    '<source>', concat_ws(' ', <key>), record_year, unit_key, recorded_at, recorded_by, change_reason,
    changed_fields, is_void = 'yes', to_json(states), file
from (select * exclude (bad_field, bad_value, bad_reason, row_hash, changed, landed_order, is_corrected) from <source>_states) as states
where recorded_at is not null and not is_duplicate;
