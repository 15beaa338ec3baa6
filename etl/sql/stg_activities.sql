-- grain: one row a row of one file; `broken` is what its own cells contradict, null where nothing.
select
    *,
    case
        when coalesce(held_on, planned_on) is null
            then {'field': 'planned_on', 'value': null, 'reason': 'no_day'}
        when findings_mended > findings
            then {'field': 'findings_mended', 'value': findings_mended::varchar, 'reason': 'mended_more_than_found'}
    end as broken
from typed
