-- grain: one row an officer of the chosen unit who is in post on a day.
select officer_code, any_value(role) as role
from officers
where $on >= valid_from
    and (valid_to is null or $on <= valid_to)
    and in_scope(unit_key, $unit)
group by all
order by officer_code;
