-- grain: pledge_wordings, one row a line of what officers pledge; `verified` where the ward confirmed it.
create table pledge_wordings as
select content, position, wording, verified = 1 as verified, note
from (
    select *, row_number() over () + 1 as line
    from read_csv(getvariable('reference') || '/pledge_wordings.csv', header = true, auto_detect = false, columns = {
        'content': 'VARCHAR', 'position': 'INTEGER', 'wording': 'VARCHAR', 'verified': 'INTEGER',
        'note': 'VARCHAR'
    })
)
where obeys(line, case
    when clean(content) is null or position is null or clean(wording) is null then 'cell_missing'
    when verified is null or verified not in (0, 1) then 'verified_unclear'
end);
