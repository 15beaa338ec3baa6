-- grain: at most one row; what the papers of a unit (null: of all units) bear on a day, its own row
-- before that of any unit, with the unit's name where the row leaves it open.
select
    layout,
    replace(replace(columns([
        'parent_body', 'body', 'number', 'place', 'recipient', 'signs_for', 'signs_as'
    ]), '{DON_VI}', coalesce(upper(u.full_name), split_part($unit, '@', 1), '')), '{TEN}', coalesce(u.name, split_part($unit, '@', 1), ''))
from paper_heads as h
left join units as u on u.unit_key = $unit
where $on between h.valid_from and h.valid_to
    and (
        h.unit_code = coalesce(split_part($unit, '@', 1), 'all')
        or (h.unit_code is null and $unit is not null)
    )
order by h.unit_code nulls last
limit 1;
