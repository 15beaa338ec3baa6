-- grain: one row a unit that has dossiers or a register, and a register that it keeps (null: none),
-- with the day to which that is known there.
select own.unit_key, known.source, known.as_of
from (
    select unit_key from unit_as_of where unit_key is not null
    union
    select unit_key from source_as_of where unit_key is not null
) as own
left join source_as_of as known using (unit_key)
where $unit is null or own.unit_key in (
    select member_key from unit_scope where unit_scope.unit_key = $unit
)
order by all;
