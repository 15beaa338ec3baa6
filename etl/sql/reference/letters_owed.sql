-- grain: letter_rules, one row a kind of letter, the procedure whose dossiers owe it (null: all that
-- no row of that kind names) and the days on which it holds; `owed` is false where none is.
create table letter_rules as
select kind, procedure_code, owed = 1 as owed, valid_from,
    coalesce(valid_to, date '9999-12-31') as valid_to, source
from (
    select *, row_number() over () + 1 as line
    from read_csv(getvariable('reference') || '/letters_owed.csv', header = true, auto_detect = false, columns = {
        'kind': 'VARCHAR', 'procedure_code': 'VARCHAR', 'owed': 'INTEGER', 'valid_from': 'DATE',
        'valid_to': 'DATE', 'source': 'VARCHAR'
    })
)
where obeys(line, case
    when kind is null or owed is null or valid_from is null then 'cell_missing'
    when kind not in ('apology_legal', 'apology_courtesy', 'birth', 'marriage', 'condolence')
        then 'letter_unknown'
    when kind not in ('apology_legal', 'apology_courtesy') and procedure_code is null then 'cell_missing'
    when owed not in (0, 1) then 'owed_unclear'
    when valid_to < valid_from then 'ends_before_it_begins'
end);
