-- grain: one row a target in force on a day for the chosen unit, the most particular first: of unit
-- and field, else of the unit, else of a field, else general.
select measure, field, target, source
from targets
where $on between valid_from and valid_to
    and (unit_code is null or unit_code = split_part($unit, '@', 1))
order by measure, unit_code is null, field is null, field;
