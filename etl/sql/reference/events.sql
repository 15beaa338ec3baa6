-- grain: events, one row a dated note for time charts; with rebase, limits begin anew on its day.
create table events as
select day, unit_code, measure, coalesce(rebase, 0) = 1 as rebase, clean(reason) as reason, note
from (
    select *, row_number() over () + 1 as line
    from read_csv(getvariable('reference') || '/events.csv', header = true, auto_detect = false, columns = {
        'day': 'DATE', 'unit_code': 'VARCHAR', 'measure': 'VARCHAR', 'rebase': 'INTEGER',
        'reason': 'VARCHAR', 'note': 'VARCHAR'
    })
)
where obeys(line, case
    when day is null or clean(note) is null then 'cell_missing'
    when rebase not in (0, 1) then 'rebase_unclear'
    when rebase = 1 and clean(reason) is null then 'rebase_without_reason'
end);
