-- grain: meetings, one row a meeting that figures are compared between.
create table meetings as
select held_on, unit_code, body, note
from (
    select *, row_number() over () + 1 as line
    from read_csv(getvariable('reference') || '/meetings.csv', header = true, auto_detect = false, columns = {
        'held_on': 'DATE', 'unit_code': 'VARCHAR', 'body': 'VARCHAR', 'note': 'VARCHAR'
    })
)
where obeys(line, if(held_on is null or clean(body) is null, 'cell_missing', null));
