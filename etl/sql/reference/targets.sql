-- grain: targets, one row a target and the days on which it holds.
create table targets as
select measure, unit_code, field, target, valid_from,
    coalesce(valid_to, date '9999-12-31') as valid_to, source
from read_csv(getvariable('reference') || '/targets.csv', header = true, auto_detect = false, columns = {
    'measure': 'VARCHAR', 'unit_code': 'VARCHAR', 'field': 'VARCHAR', 'target': 'DOUBLE',
    'valid_from': 'DATE', 'valid_to': 'DATE', 'source': 'VARCHAR'
});
