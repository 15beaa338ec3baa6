-- grain: calendar, one row a day of the covered years.
create table calendar as
select
    unnest(getvariable('calendar_day')) as day,
    unnest(getvariable('calendar_is_working')) as is_working,
    unnest(getvariable('calendar_note')) as note,
    unnest(getvariable('calendar_work_day_number')) as work_day_number,
    unnest(getvariable('calendar_minutes_before')) as minutes_before,
    unnest(getvariable('calendar_am_starts')) as am_starts,
    unnest(getvariable('calendar_am_ends')) as am_ends,
    unnest(getvariable('calendar_pm_starts')) as pm_starts,
    unnest(getvariable('calendar_pm_ends')) as pm_ends;

-- How many working days there were up to a day, and the working day that comes so many after a day;
-- null where the calendar does not reach. Looked up in lists: a join with the calendar takes longer.
set variable first_calendar_day = (select min(day) from calendar);
set variable work_day_numbers = (select list(work_day_number order by day) from calendar);
set variable working_days = (select list(day order by day) from calendar where is_working);
create temp macro work_day_number(on_day) as
    if(
        on_day >= getvariable('first_calendar_day'),
        getvariable('work_day_numbers')[on_day - getvariable('first_calendar_day') + 1],
        null
    );
create temp macro working_day_after(on_day, days) as
    getvariable('working_days')[work_day_number(on_day) + days];
