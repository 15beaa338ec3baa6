-- grain: one row an owner in force on a day for the chosen unit, the most particular first.
select measure, field, owner
from owners
where $on between valid_from and valid_to
    and (unit_code is null or unit_code = split_part($unit, '@', 1))
order by unit_code is null, field is null, measure is null, measure, field;
