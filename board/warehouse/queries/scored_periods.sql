-- grain: one row a period for which a chosen unit has points on a scorecard, the newest first; only
-- such as a reader can choose, since there are dossiers.
select distinct period_start, period_end
from scores
where scorecard = $scorecard
    and period_end >= (select received_at::date from dossiers order by received_at nulls last limit 1)
    and period_start <= (select data_date from snapshot)
    and in_scope(unit_key, $unit)
order by period_end desc, period_start desc;
