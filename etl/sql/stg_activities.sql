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
            when coalesce(held_on, planned_on) is null
                then {'field': 'planned_on', 'value': null, 'reason': 'no_day'}
            when findings_mended > findings
                then {'field': 'findings_mended', 'value': findings_mended::varchar, 'reason': 'mended_more_than_found'}
        end as broken
    from typed
)
