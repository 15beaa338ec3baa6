-- grain: one row a row of one file; `broken` is what its own cells contradict, null where nothing.
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
