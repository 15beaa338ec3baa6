-- grain: owners, one row a role that answers for a measure, a unit or a field, and its days.
create table owners as
select measure, unit_code, field, owner, valid_from,
    coalesce(valid_to, date '9999-12-31') as valid_to, note
from (
    select *, row_number() over () + 1 as line
    from read_csv(getvariable('reference') || '/owners.csv', header = true, auto_detect = false, columns = {
        'measure': 'VARCHAR', 'unit_code': 'VARCHAR', 'field': 'VARCHAR', 'owner': 'VARCHAR',
        'valid_from': 'DATE', 'valid_to': 'DATE', 'note': 'VARCHAR'
    })
)
where obeys(line, case
    when clean(owner) is null or valid_from is null then 'cell_missing'
    when valid_to < valid_from then 'ends_before_it_begins'
end);
