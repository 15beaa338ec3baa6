-- grain: one row a row of one file; `broken` is what its own cells contradict, null where nothing.
select
    *,
    case
        when officer_code = ''
            then {'field': 'officer_code', 'value': null, 'reason': 'officer_not_listed'}
        when ended_on < signed_on
            then {'field': 'ended_on', 'value': strftime(ended_on, '%d/%m/%Y'), 'reason': 'ends_before_it_begins'}
    end as broken
from typed
