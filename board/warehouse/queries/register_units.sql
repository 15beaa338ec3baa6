-- grain: one row a unit that has dossiers or a register, and a register that it keeps (null: none),
-- with the day to which that is known there.
select own.unit_key, known.source, known.as_of
from (
    select unit_key from unit_as_of where unit_key is not null
    union
    select unit_key from coverage where unit_key is not null
) as own
left join known_sources($kept_until) as known using (unit_key)
where in_scope(own.unit_key, $unit)
order by all;
