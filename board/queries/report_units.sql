-- grain: one row a unit without units under it that is in force on a day of the period, whatever it
-- sent, and any other that sent dossiers, with the day to which these are known (null: none sent).
with bottom as (
    select unit_key, upper(left(full_name, 1)) || substr(full_name, 2) as name, valid_from, valid_to
    from units as u
    where not exists (
        from units as under
        where under.parent = u.code and under.valid_from <= u.valid_to and under.valid_to >= u.valid_from
    )
)
select
    unit_key,
    coalesce(name, unit_key) as name,
    as_of,
    coalesce(valid_from <= $to and valid_to >= $from, false) as is_in_force
from bottom
full join unit_as_of using (unit_key)
where is_in_force or as_of is not null
order by unit_key;
