-- grain: one row a source and a unit: the days from and to which it is known there.
select source, unit_key, since, first_day_from, as_of
from known_sources($kept_until)
order by all;
