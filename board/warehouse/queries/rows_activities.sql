-- grain: one row an activity that a measure counts ($rows: held, planned, training, period, or the
-- number of a workstream; $part: those of the plan that were held), the newest first; `found` counts all.
select
    activity_id,
    title,
    kind as activity,
    planned_on as activity_planned_on,
    held_on as activity_held_on,
    audience,
    people,
    officers,
    findings,
    findings_mended,
    evidence,
    workstream,
    unit_key,
    source_file,
    source_line,
    count(*) over () as found
from activities
where in_scope(unit_key, $unit, $left_out)
    and case $rows
        when 'held' then findings is not null and held_on between $from and $to
        when 'training' then kind = 'training' and held_on between $from and $to
        when 'planned' then planned_on between $from and $to and planned_on < as_of
        when 'period' then coalesce(held_on, planned_on) between $from and $to
        else workstream::varchar = $rows and coalesce(held_on, planned_on) between $from and $to
    end
    and ($part = 'all' or held_on is not null)
order by coalesce(held_on, planned_on) desc, unit_key, activity_id
limit $limit;
