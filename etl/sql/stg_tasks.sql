-- grain: one row a row of one file; `broken` is what its own cells contradict, null where nothing.
select
    *,
    case
        when done_on < starts_on
            then {'field': 'done_on', 'value': strftime(done_on, '%d/%m/%Y'), 'reason': 'done_before_start'}
        when due_on < first_due_on
            then {'field': 'due_on', 'value': strftime(due_on, '%d/%m/%Y'), 'reason': 'due_before_first'}
    end as broken
from typed
