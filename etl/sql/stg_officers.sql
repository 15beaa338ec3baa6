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
            when officer_code = ''
                then {'field': 'officer_code', 'value': null, 'reason': 'officer_not_listed'}
            when valid_to < valid_from
                then {'field': 'valid_to', 'value': strftime(valid_to, '%d/%m/%Y'), 'reason': 'ends_before_it_begins'}
        end as broken
    from typed
)
