-- grain: one row a unit without units under it, whatever it sent, and one that files name and units.csv
-- does not know; with the days on which it is a unit, and whether the chosen unit is it or holds it.
select
    unit_key,
    coalesce(name, unit_key) as name,
    valid_from,
    -- An open end stands beyond what a frame's timestamps hold.
    nullif(valid_to, date '9999-12-31') as valid_to
from bottom_units()
full join (
    select distinct unit_key from coverage where unit_key not in (select unit_key from units)
) as unknown using (unit_key)
where in_scope(unit_key, $unit)
order by all;
