-- grain: unit_as_of, one row a unit in the data, and one for the dossiers of no unit: the day of its newest
-- export.
create view unit_as_of as
select unit_key, last_day as as_of
from coverage
where source = 'dossiers';
