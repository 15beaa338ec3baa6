-- grain: one row a row of one file; bad_reason is null where the row is accepted.
select
    * exclude (unit_code, broken) replace (
        coalesce(bad_field, broken.field) as bad_field,
        coalesce(bad_value, broken.value) as bad_value,
        coalesce(bad_reason, broken.reason) as bad_reason,
        nullif(recorded_by, '') as recorded_by,
        code_of(dossier_id) as dossier_id
    ),
    unit_code as unit
from (
    select
        *,
        case
            when least(numbered_on, signed_on, delivered_on) < drafted_on
                then {'field': 'drafted_on', 'value': strftime(drafted_on, '%d/%m/%Y'), 'reason': 'sent_before_drafted'}
            when delivered_on < signed_on
                then {'field': 'delivered_on', 'value': strftime(delivered_on, '%d/%m/%Y'), 'reason': 'delivered_before_signed'}
            when waived_on is not null and waived_reason is null
                then {'field': 'waived_reason', 'value': null, 'reason': 'waived_without_reason'}
        end as broken
    from typed
)
