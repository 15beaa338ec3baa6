-- On any day a kind of letter is written from one template.
select a.kind, a.valid_from, b.valid_from
from letter_templates as a
join letter_templates as b
    on a.kind = b.kind
    and a.valid_from <= b.valid_to and a.valid_to >= b.valid_from
    and (a.valid_from, a.template) < (b.valid_from, b.template);
