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
            when period_end < period_start
                then {'field': 'period_end', 'value': strftime(period_end, '%d/%m/%Y'), 'reason': 'ends_before_it_begins'}
        end as broken
    from typed
)
