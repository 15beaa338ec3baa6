-- grain: one row a measure; its target on a day: of the unit and field chosen, else of one of them,
-- else the general one. A target of one unit or field is never lent to another.
select
    measure,
    arg_max(target, (unit_code is not null)::int * 2 + (field is not null)::int) as target,
    arg_max(source, (unit_code is not null)::int * 2 + (field is not null)::int) as source
from targets
where $on between valid_from and valid_to
    and (unit_code is null or unit_code = split_part($unit, '@', 1))
    and (field is null or field = $field)
group by all
order by all;
