-- grain: one row a criterion of a scorecard in force on a day, in the order of its file.
select
    criterion, group_name, name, max_points, target, evidence_needed, measure, rule, why_open, source
from criteria
where scorecard = $scorecard and $on between valid_from and valid_to
order by line;
