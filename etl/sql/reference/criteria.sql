-- grain: criteria, one row a criterion of a scorecard and the days on which it holds, in the order of
-- its file; `measure` and `rule` say how its points are computed, `why_open` why they are not.
create table criteria as
select code_of(scorecard) as scorecard, code_of(criterion) as criterion, group_name, name, max_points,
    target, evidence_needed, measure, rule, why_open, valid_from, valid_to, source, line
from reference_criteria
where validate_row(line, case
    when max_points <= 0 then 'max_points_unclear'
    when (measure is null) <> (rule is null) then 'measure_without_rule'
    when measure is null and why_open is null then 'open_without_reason'
    when rule not in ('share', 'share_of_target') then 'rule_unclear'
    when measure_unit(measure) <> 'share' then 'measure_no_share'
    when target not between 0 and 1 or target = 0 or (rule = 'share_of_target' and target is null)
        then 'target_unclear'
    when code_of(scorecard) not in (select code_of(scorecard) from reference_scorecards)
        then 'scorecard_unknown'
end);
