-- On any day a role owes by one quota.
select a.role, a.valid_from, b.valid_from
from reception_quotas as a
join reception_quotas as b
    on a.role = b.role
    and a.valid_from <= b.valid_to and a.valid_to >= b.valid_from
    and (a.valid_from, a.per, a.days) < (b.valid_from, b.per, b.days);
