-- grain: one row a workstream in force on a day and a measure that shows it, in order.
select workstream, name, measure
from workstreams
where $on between valid_from and valid_to
order by workstream, position;
