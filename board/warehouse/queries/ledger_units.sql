-- grain: one row a unit, with the code of the unit that keeps its registers on a day: the one in force
-- then that it is or went into; null where it is over and went into none. One that units.csv does not
-- know keeps its own.
select
    scope.member_key as unit_key,
    coalesce(
        min(keeper.code) filter ($on between keeper.valid_from and keeper.valid_to),
        if(count(own.code) = 0, scope.member_key, null)
    ) as code,
    coalesce(min(own.valid_to) < $on, false) as is_over
from unit_scope as scope
left join units as keeper on keeper.unit_key = scope.unit_key
left join units as own on own.unit_key = scope.member_key
group by scope.member_key
order by scope.member_key;
