-- grain: one row a row of one file; bad_reason is null where the row is accepted.
select
    * exclude (unit_code, broken) replace (
        coalesce(bad_field, broken.field) as bad_field,
        coalesce(bad_value, broken.value) as bad_value,
        coalesce(bad_reason, broken.reason) as bad_reason,
        nullif(recorded_by, '') as recorded_by
    ),
    unit_code as unit
from (
    select
        *,
        case
            when done_on < starts_on
                then {'field': 'done_on', 'value': strftime(done_on, '%d/%m/%Y'), 'reason': 'done_before_start'}
            when due_on < first_due_on
                then {'field': 'due_on', 'value': strftime(due_on, '%d/%m/%Y'), 'reason': 'due_before_first'}
        end as broken
    from typed
)
