-- grain: one row a period and group ($by: unit, workstream or kind) once the register of activities
-- has begun; those planned for it that are over and held, those held in it with evidence and people,
-- people trained, findings with those mended.
with mine as (
    select *, min(coalesce(held_on, planned_on)) over (partition by unit_key) as kept_from
    from activities
    where in_scope(unit_key, $unit, $left_out)
),
placed as (
    select
        period,
        case $by
            when 'unit' then unit_key
            when 'workstream' then workstream::varchar
            when 'kind' then kind
        end as "group",
        held_on is not null as is_held,
        coalesce(held_on between first_day and last_day, false) as was_held,
        evidence,
        people,
        planned_on between first_day and last_day and planned_on < as_of as was_planned,
        if(held_on between first_day and last_day, findings, 0) as findings,
        if(held_on between first_day and last_day, findings_mended, 0) as findings_mended,
        if(held_on between first_day and last_day and kind = 'training', people, 0) as people_trained
    from periods($starts, $ends)
    join mine on kept_from <= last_day and first_day <= as_of
)
select
    period,
    "group",
    count_if(was_planned)::bigint as planned,
    count_if(was_planned and is_held)::bigint as planned_held,
    count_if(was_held)::bigint as held,
    count_if(was_held and evidence is not null)::bigint as held_with_evidence,
    coalesce(sum(if(was_held, people, 0)), 0)::bigint as people,
    coalesce(sum(people_trained), 0)::bigint as people_trained,
    coalesce(sum(findings), 0)::bigint as findings,
    coalesce(sum(findings_mended), 0)::bigint as findings_mended
from placed
group by all
order by all;
