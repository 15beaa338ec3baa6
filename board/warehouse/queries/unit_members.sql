-- grain: one row a unit and a unit that went into it, itself among them.
select unit_key, member_key
from unit_scope
order by all;
