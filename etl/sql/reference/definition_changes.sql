-- grain: definition_changes, one row a change of how a measure (null: every measure) is defined.
create table definition_changes as
select measure, changed_on, what, why
from (
    select *, row_number() over () + 1 as line
    from read_csv(getvariable('reference') || '/definition_changes.csv', header = true, auto_detect = false, columns = {
        'measure': 'VARCHAR', 'changed_on': 'DATE', 'what': 'VARCHAR', 'why': 'VARCHAR'
    })
)
where obeys(line, if(
    changed_on is null or clean(what) is null or clean(why) is null, 'cell_missing', null
));
