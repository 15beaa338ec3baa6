-- grain: one row a unit without units under it that is in force on a day of the period, whatever it
-- sent, and any other that sent dossiers, with the day to which these are known (null: none sent).
select
    unit_key,
    coalesce(name, unit_key) as name,
    as_of,
    coalesce(valid_from <= $to and valid_to >= $from, false) as is_in_force,
    coalesce(valid_from > $to, false) as begins_later
from bottom_units()
full join unit_as_of using (unit_key)
where is_in_force or as_of is not null
order by unit_key;
