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
