-- grain: letter_templates, one row a kind of letter and the days on which it is written from one
-- template, which is named without its folder and ending.
create table letter_templates as
select kind, template, valid_from, coalesce(valid_to, date '9999-12-31') as valid_to, source
from (
    select *, row_number() over () + 1 as line
    from read_csv(getvariable('reference') || '/letter_templates.csv', header = true, auto_detect = false, columns = {
        'kind': 'VARCHAR', 'template': 'VARCHAR', 'valid_from': 'DATE', 'valid_to': 'DATE',
        'source': 'VARCHAR'
    })
)
where obeys(line, case
    when kind is null or template is null or valid_from is null or clean(source) is null
        then 'cell_missing'
    when kind not in (
        'apology_legal', 'apology_courtesy', 'birth', 'marriage', 'condolence', 'thanks'
    ) then 'letter_kind_unclear'
    when not regexp_full_match(template, '[a-z0-9_]+') then 'template_unclear'
    when valid_to < valid_from then 'ends_before_it_begins'
end);
