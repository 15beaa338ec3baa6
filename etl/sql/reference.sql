-- grain: one table a reference file; a row as a person wrote it, typed.
create table units as
select code, name, kind, parent, valid_from, coalesce(valid_to, date '9999-12-31') as valid_to,
    successor, kind || ' ' || name as full_name, code || '@' || valid_from as unit_key
from read_csv(getvariable('reference') || '/units.csv', header = true, auto_detect = false, columns = {
    'code': 'VARCHAR', 'name': 'VARCHAR', 'kind': 'VARCHAR', 'parent': 'VARCHAR',
    'valid_from': 'DATE', 'valid_to': 'DATE', 'successor': 'VARCHAR', 'note': 'VARCHAR'
});

create table procedures as
select code, name, field, limit_working_days, same_day = 1 as same_day, topic, valid_from,
    coalesce(valid_to, date '9999-12-31') as valid_to
from read_csv(getvariable('reference') || '/procedures.csv', header = true, auto_detect = false, columns = {
    'code': 'VARCHAR', 'name': 'VARCHAR', 'field': 'VARCHAR', 'limit_working_days': 'DOUBLE',
    'same_day': 'INTEGER', 'topic': 'VARCHAR', 'valid_from': 'DATE', 'valid_to': 'DATE',
    'note': 'VARCHAR'
});

create table targets as
select measure, unit_code, field, target, valid_from,
    coalesce(valid_to, date '9999-12-31') as valid_to, source
from read_csv(getvariable('reference') || '/targets.csv', header = true, auto_detect = false, columns = {
    'measure': 'VARCHAR', 'unit_code': 'VARCHAR', 'field': 'VARCHAR', 'target': 'DOUBLE',
    'valid_from': 'DATE', 'valid_to': 'DATE', 'source': 'VARCHAR'
});

create table events as
select day, unit_code, note
from read_csv(getvariable('reference') || '/events.csv', header = true, auto_detect = false, columns = {
    'day': 'DATE', 'unit_code': 'VARCHAR', 'note': 'VARCHAR'
});

create table calendar as
select unnest(getvariable('calendar'), recursive := true);
