-- grain: letter_rules, one row a kind of letter, the procedure whose dossiers owe it (null: all that
-- no row of that kind names) and the days on which it holds; `owed` is false where none is.
create table letter_rules as
select kind, procedure_code_of(procedure_code) as procedure_code, owed, valid_from, valid_to, source
from reference_letters_owed
where validate_row(line, case
    when kind not in ('apology_legal', 'apology_courtesy', 'birth', 'marriage', 'condolence')
        then 'letter_unknown'
    when kind not in ('apology_legal', 'apology_courtesy') and procedure_code is null
        then 'procedure_missing'
end);
