-- grain: one row a unit, with the code of the unit that keeps its registers on a day: the one in force
-- then that it is or went into, else itself.
select
    scope.member_key as unit_key,
    coalesce(
        min(units.code) filter ($on between units.valid_from and units.valid_to),
        min(own.code),
        scope.member_key
    ) as code
from unit_scope as scope
left join units on units.unit_key = scope.unit_key
left join units as own on own.unit_key = scope.member_key
group by scope.member_key
order by scope.member_key;
