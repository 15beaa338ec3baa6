-- On any day a kind has one limit for plain and one for complex cases.
select a.kind, a.valid_from, b.valid_from
from time_limits as a
join time_limits as b
    on a.kind = b.kind and a.is_complex = b.is_complex
    and a.valid_from <= b.valid_to and a.valid_to >= b.valid_from
    and (a.valid_from, a.limit_days) < (b.valid_from, b.limit_days);
