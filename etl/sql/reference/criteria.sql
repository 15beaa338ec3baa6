-- grain: criteria, one row a criterion of a scorecard and the days on which it holds, in the order of
-- its file; `measure` and `rule` say how its points are computed, `why_open` why they are not.
create table criteria as
select code_of(scorecard) as scorecard, code_of(criterion) as criterion, group_name, name, max_points,
    target, evidence_needed = 1 as evidence_needed, measure, rule, why_open, valid_from,
    coalesce(valid_to, date '9999-12-31') as valid_to, source, line
from (
    select *, row_number() over () + 1 as line
    from read_csv(getvariable('reference') || '/criteria.csv', header = true, auto_detect = false, columns = {
        'scorecard': 'VARCHAR', 'criterion': 'VARCHAR', 'group_name': 'VARCHAR', 'name': 'VARCHAR',
        'max_points': 'DOUBLE', 'target': 'DOUBLE', 'evidence_needed': 'INTEGER', 'measure': 'VARCHAR',
        'rule': 'VARCHAR', 'why_open': 'VARCHAR', 'valid_from': 'DATE', 'valid_to': 'DATE',
        'source': 'VARCHAR'
    })
)
where obeys(line, case
    when clean(scorecard) is null or clean(criterion) is null or clean(group_name) is null
        or clean(name) is null or max_points is null or evidence_needed is null
        or valid_from is null or clean(source) is null
        then 'cell_missing'
    when max_points <= 0 then 'max_points_unclear'
    when evidence_needed not in (0, 1) then 'evidence_unclear'
    when (measure is null) <> (rule is null) then 'measure_without_rule'
    when measure is null and clean(why_open) is null then 'open_without_reason'
    when rule not in ('share', 'share_of_target') then 'rule_unclear'
    when target not between 0 and 1 or target = 0 or (rule = 'share_of_target' and target is null)
        then 'target_unclear'
    when valid_to < valid_from then 'ends_before_it_begins'
end);
