-- grain: scorecards, one row a scorecard and the days on which it is used, in the order of its file.
create table scorecards as
select code_of(scorecard) as scorecard, name, issued_by, valid_from,
    coalesce(valid_to, date '9999-12-31') as valid_to, source
from (
    select *, row_number() over () + 1 as line
    from read_csv(getvariable('reference') || '/scorecards.csv', header = true, auto_detect = false, columns = {
        'scorecard': 'VARCHAR', 'name': 'VARCHAR', 'issued_by': 'VARCHAR', 'valid_from': 'DATE',
        'valid_to': 'DATE', 'source': 'VARCHAR'
    })
)
where obeys(line, case
    when clean(scorecard) is null or clean(name) is null or valid_from is null or clean(source) is null
        then 'cell_missing'
    when valid_to < valid_from then 'ends_before_it_begins'
end);
