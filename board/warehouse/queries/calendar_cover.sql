-- grain: one row a year of the calendar; what it covers.
select
    year(day) as year,
    min(day)::timestamp as first_day,
    max(day)::timestamp as last_day,
    count(*) filter (is_working) as working_days,
    count(*) filter (not is_working and isodow(day) <= 5) as weekdays_off,
    count(*) filter (is_working and isodow(day) > 5) as weekend_days_worked
from calendar
group by all
order by year;
