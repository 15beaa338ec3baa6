-- grain: one row a weekday off or a weekend day worked.
select day::timestamp as day, is_working, note
from calendar
where is_working <> (isodow(day) <= 5)
order by day;
