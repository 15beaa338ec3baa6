-- A unit code means one unit on any day.
select a.code, a.valid_from, b.valid_from
from units as a
join units as b
    on a.code = b.code and a.valid_from < b.valid_from and a.valid_to >= b.valid_from;
