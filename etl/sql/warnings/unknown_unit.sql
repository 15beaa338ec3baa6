-- grain: one row a word for a unit that units.csv does not know, with how many rows name it.
insert into doubts
select 'unknown_unit', coalesce(unit_code, '(trống)'), count(*)
from (select unit_code, unit_key from dossiers union all select unit_code, unit_key from feedback)
where unit_key is null or unit_key not in (select unit_key from units)
group by all
union all
select 'unknown_unit', coalesce(unit_key, '(trống)'), sum(rows)
from coverage
where source not in ('dossiers', 'feedback', 'pauses')
    and (unit_key is null or unit_key not in (select unit_key from units))
group by all;
