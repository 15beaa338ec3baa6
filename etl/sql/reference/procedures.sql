-- grain: procedures, one row a procedure and the days on which its row holds.
create table procedures as
select code, name, field, limit_working_days, same_day = 1 as same_day, topic, valid_from,
    coalesce(valid_to, date '9999-12-31') as valid_to
from read_csv(getvariable('reference') || '/procedures.csv', header = true, auto_detect = false, columns = {
    'code': 'VARCHAR', 'name': 'VARCHAR', 'field': 'VARCHAR', 'limit_working_days': 'DOUBLE',
    'same_day': 'INTEGER', 'topic': 'VARCHAR', 'valid_from': 'DATE', 'valid_to': 'DATE',
    'note': 'VARCHAR'
});
