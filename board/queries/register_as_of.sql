-- grain: one row a register that the chosen unit keeps: the day to which it is known, and by how many
-- units among those chosen.
select
    source,
    max(as_of) as as_of,
    count(distinct unit_key) as units
from source_as_of
where $unit is null or unit_key in (
    select member_key from unit_scope where unit_scope.unit_key = $unit
)
group by all
order by all;
