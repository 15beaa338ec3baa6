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
            when issues_settled > issues_raised
                then {'field': 'issues_settled', 'value': issues_settled::varchar, 'reason': 'settled_more_than_raised'}
            when replied_on < held_on
                then {'field': 'replied_on', 'value': strftime(replied_on, '%d/%m/%Y'), 'reason': 'replied_before_held'}
        end as broken
    from typed
)
