-- grain: units, one row a unit and the days on which its code means it.
create table units as
select code, name, kind, parent, valid_from, coalesce(valid_to, date '9999-12-31') as valid_to,
    successor, kind || ' ' || name as full_name, code || '@' || valid_from as unit_key
from read_csv(getvariable('reference') || '/units.csv', header = true, auto_detect = false, columns = {
    'code': 'VARCHAR', 'name': 'VARCHAR', 'kind': 'VARCHAR', 'parent': 'VARCHAR',
    'valid_from': 'DATE', 'valid_to': 'DATE', 'successor': 'VARCHAR', 'note': 'VARCHAR'
});
