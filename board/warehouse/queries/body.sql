-- grain: at most one row; the name that the body of a role has for a unit (null: all) on a day, the unit's own
-- row before that of any unit.
select name
from bodies
where role = $role
    and $on between valid_from and valid_to
    and (unit_code is null or unit_code = split_part($unit, '@', 1))
order by unit_code nulls last
limit 1;
