-- grain: one row a unit that has dossiers or a register, and the day to which a register is known
-- there; null where it sent none.
select own.unit_key, known.as_of
from (
    select unit_key from unit_as_of where unit_key is not null
    union
    select unit_key from source_as_of where unit_key is not null
) as own
left join source_as_of as known on known.unit_key = own.unit_key and known.source = $source
where $unit is null or own.unit_key in (
    select member_key from unit_scope where unit_scope.unit_key = $unit
)
order by own.unit_key;
