-- grain: one row a unit without units under it that is in force on a day of the period, whatever it
-- sent, with the day to which its dossiers are known (null: it sent none).
select
    unit_key,
    upper(left(full_name, 1)) || substr(full_name, 2) as name,
    as_of
from units as u
left join unit_as_of using (unit_key)
where valid_from <= $to and valid_to >= $from
    and not exists (
        from units as under
        where under.parent = u.code and under.valid_from <= u.valid_to and under.valid_to >= u.valid_from
    )
order by unit_key;
