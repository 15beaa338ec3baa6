-- grain: <source>_named, one row a state of a record, with the unit that the word in the file means on the
-- day on which it was stated, or on the record's own day where that is later; where it means none then,
-- the one that it means on the other of the two days.
create temp table <source>_named as
with stated as (
    select
        *,
        coalesce(<dated_by>, as_of)::date as known_on,
        <last_day> as last_day,
        coalesce(recorded_at, as_of::timestamp) as stated_at,
        string_split(changed_fields, ',') as changed,
        coalesce(unit, getvariable('home_unit')::varchar) as named
    from <source>_rows
    where bad_reason is null
)
select
    stated.* exclude (last_day),
    -- What had ended by then is no unit's that began later.
    known_on > stated_at::date or coalesce(last_day < when_stated.valid_from, false) as is_of_its_day,
    coalesce(if(is_of_its_day, on_its_day.code, null), when_stated.code, on_its_day.code, named) as unit_code,
    coalesce(if(is_of_its_day, on_its_day.unit_key, null), when_stated.unit_key, on_its_day.unit_key, named) as unit_key,
    if(when_stated.valid_from > known_on, when_stated.unit_key, null) as carrier,
    -- What still lasts is the new unit's own from its first day.
    coalesce(last_day >= when_stated.valid_from, false) as goes_over,
    if(recorded_at is null, null, on_its_day.unit_key) as entered_for
from stated
left join unit_words as on_its_day
    on on_its_day.unit = stated.named and stated.known_on between on_its_day.valid_from and on_its_day.valid_to
left join unit_words as when_stated
    on when_stated.unit = stated.named and stated.stated_at::date between when_stated.valid_from and when_stated.valid_to;
