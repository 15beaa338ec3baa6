-- grain: letter_templates, one row a kind of letter and the days on which it is written from one
-- template, which is named without its folder and ending.
create table letter_templates as
select kind, template, valid_from, valid_to, source
from reference_letter_templates
where validate_row(line, case
    when kind not in (
        'apology_legal', 'apology_courtesy', 'birth', 'marriage', 'condolence', 'thanks'
    ) then 'letter_kind_unclear'
    when not regexp_full_match(template, '[a-z0-9_]+') then 'template_unclear'
end);
