-- grain: one row a unit and a criterion that it, or who appraised it, gave points for just these days.
select unit_key, criterion, self_points, appraised_points, evidence, note
from scores
where scorecard = $scorecard
    and period_start = $from
    and period_end = $to
    and in_scope(unit_key, $unit)
order by unit_key, criterion;
