-- On any day the papers of a unit bear one head.
select a.unit_code, a.valid_from, b.valid_from
from paper_heads as a
join paper_heads as b
    on a.unit_code is not distinct from b.unit_code
    and a.valid_from <= b.valid_to and a.valid_to >= b.valid_from
    and (a.valid_from, a.body, a.layout) < (b.valid_from, b.body, b.layout);
