-- grain: one row a period and group ($by: unit or workstream); activities held in it, those planned for
-- it that are over, people trained, and findings of inspections with those mended.
select
    period,
    case $by when 'unit' then unit_key when 'workstream' then workstream::varchar end as "group",
    count_if(held_on between first_day and last_day)::bigint as held,
    count_if(planned_on between first_day and last_day and planned_on < as_of)::bigint as planned,
    count_if(planned_on between first_day and last_day and planned_on < as_of and held_on is not null)::bigint as planned_held,
    coalesce(sum(people) filter (where kind = 'training' and held_on between first_day and last_day), 0)::bigint as people_trained,
    coalesce(sum(findings) filter (where held_on between first_day and last_day), 0)::bigint as findings,
    coalesce(sum(findings_mended) filter (where held_on between first_day and last_day), 0)::bigint as findings_mended
from periods($starts, $ends)
join activities on coalesce(held_on, planned_on) between first_day and last_day or planned_on between first_day and last_day
where $unit is null or unit_key in (
    select member_key from unit_scope where unit_scope.unit_key = $unit
)
group by all
order by all;
