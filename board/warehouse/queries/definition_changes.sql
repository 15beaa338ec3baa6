-- grain: one row a change of a definition after $then and until $now, in order.
select measure, changed_on, what, why
from definition_changes
where changed_on > $then and changed_on <= $now
order by changed_on, measure, what;
