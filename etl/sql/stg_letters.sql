-- grain: one row a row of one file; `broken` is what its own cells contradict, null where nothing.
select
    * replace (code_of(dossier_id) as dossier_id),
    case
        when least(numbered_on, signed_on, delivered_on) < drafted_on
            then {'field': 'drafted_on', 'value': strftime(drafted_on, '%d/%m/%Y'), 'reason': 'sent_before_drafted'}
        when delivered_on < signed_on
            then {'field': 'delivered_on', 'value': strftime(delivered_on, '%d/%m/%Y'), 'reason': 'delivered_before_signed'}
        when waived_on is not null and waived_reason is null
            then {'field': 'waived_reason', 'value': null, 'reason': 'waived_without_reason'}
    end as broken
from typed
