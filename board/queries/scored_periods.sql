-- grain: one row a period for which a chosen unit has points on a scorecard, the newest first.
select distinct period_start, period_end
from scores
where scorecard = $scorecard
    and ($unit is null or unit_key in (
        select member_key from unit_scope where unit_scope.unit_key = $unit
    ))
order by period_end desc, period_start desc;
