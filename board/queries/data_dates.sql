-- grain: one row; the newest export of the chosen unit, or of all.
select max(as_of) as newest
from unit_as_of
where $unit is null or unit_key in (
    select member_key from unit_scope where unit_scope.unit_key = $unit
);
