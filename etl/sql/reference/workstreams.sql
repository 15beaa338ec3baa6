-- grain: workstreams, one row a workstream of the model, a measure that shows it (null: none yet) and
-- the days on which it holds; `position` orders a workstream's measures.
create table workstreams as
select workstream, name, position, measure, valid_from,
    coalesce(valid_to, date '9999-12-31') as valid_to, source
from (
    select *, row_number() over () + 1 as line
    from read_csv(getvariable('reference') || '/workstreams.csv', header = true, auto_detect = false, columns = {
        'workstream': 'INTEGER', 'name': 'VARCHAR', 'position': 'INTEGER', 'measure': 'VARCHAR',
        'valid_from': 'DATE', 'valid_to': 'DATE', 'source': 'VARCHAR'
    })
)
where obeys(line, case
    when workstream is null or clean(name) is null or position is null or valid_from is null
        then 'cell_missing'
    when workstream not between 1 and 9 then 'workstream_unknown'
    when valid_to < valid_from then 'ends_before_it_begins'
end);
