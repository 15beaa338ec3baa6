-- grain: none; the macro by which a build and the dashboard count working days over `calendar`.

-- How many working days there were up to a day, null where the calendar does not reach. Looked up in
-- a list: a join with the calendar takes three times as long.
set variable first_calendar_day = (select min(day) from calendar);
set variable work_day_numbers = (select list(work_day_number order by day) from calendar);
create or replace temp macro work_day_number(on_day) as
    if(
        on_day >= getvariable('first_calendar_day'),
        getvariable('work_day_numbers')[on_day - getvariable('first_calendar_day') + 1],
        null
    );
