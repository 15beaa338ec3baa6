-- grain: unit_scope, one row a unit and a unit whose dossiers it shows: itself, and through the
-- successor links all that went into it. A unit that units.csv does not know shows itself.
create table unit_scope as
select unit_key, unit_key as member_key from units
union
select whole, part from unit_parts
union
select unit_key, unit_key from dossiers where unit_key not in (select unit_key from units)
union
select unit_key, unit_key from feedback where unit_key not in (select unit_key from units)
union
select unit_key, unit_key from source_files where unit_key not in (select unit_key from units)
order by all;
