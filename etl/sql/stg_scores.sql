-- grain: one row a row of one file; `broken` is what its own cells contradict, null where nothing.
select
    * replace (code_of(scorecard) as scorecard, code_of(criterion) as criterion),
    case
        when period_end < period_start
            then {'field': 'period_end', 'value': strftime(period_end, '%d/%m/%Y'), 'reason': 'ends_before_it_begins'}
    end as broken
from typed
