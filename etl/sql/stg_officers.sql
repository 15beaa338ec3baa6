-- grain: one row a row of one file; `broken` is what its own cells contradict, null where nothing.
select
    *,
    case
        when officer_code = ''
            then {'field': 'officer_code', 'value': null, 'reason': 'officer_not_listed'}
        when valid_to < valid_from
            then {'field': 'valid_to', 'value': strftime(valid_to, '%d/%m/%Y'), 'reason': 'ends_before_it_begins'}
    end as broken
from typed
