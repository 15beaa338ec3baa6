-- A procedure (its code, else its name) means one thing on any day.
select a.code, a.name, a.valid_from, b.valid_from
from procedures as a
join procedures as b
    on coalesce(a.code, a.name) = coalesce(b.code, b.name)
    and a.valid_from <= b.valid_to and a.valid_to >= b.valid_from
    and (a.valid_from, a.name) < (b.valid_from, b.name);
