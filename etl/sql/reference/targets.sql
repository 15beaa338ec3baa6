-- grain: targets, one row a target and the days on which it holds.
create table targets as
select measure, unit_code, field, target, valid_from, valid_to, source
from reference_targets
where validate_row(line, case measure_unit(measure)
    when 'share' then if(target not between 0 and 1, 'target_no_share', null)
    when 'count' then if(target < 0 or target <> floor(target), 'target_no_count', null)
    else if(target not between 0 and 366, 'target_no_days', null)
end);
