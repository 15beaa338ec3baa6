-- grain: none; the scalar macros that count working time.

-- Where a value has a time of day (an export's midnight is a date, and systems write it some
-- thousandths of a second late).
create or replace temp macro has_time(t) as t::time >= time '00:00:01';

-- Working minutes from the calendar's first day to a moment `t` on the calendar row `d`.
create or replace temp macro working_minutes_until(d, t) as
    d.minutes_before + if(
        d.is_working,
        greatest(0, least(date_diff('minute', date_trunc('day', t), t), d.am_ends) - d.am_starts)
        + greatest(0, least(date_diff('minute', date_trunc('day', t), t), d.pm_ends) - d.pm_starts),
        0
    );

-- Working days from receipt to finish less pauses, in steps of 0.125 (an eight-hour day is 480
-- minutes). Where a side has no time of day: working dates after the receipt. Null where the
-- calendar does not reach.
create or replace temp macro working_days(received_day, received_at, finished_day, finished_at, paused) as
    case when received_day.day is not null and finished_day.day is not null then
        greatest(0, round(8 * (
            if(
                has_time(received_at) and has_time(finished_at),
                (working_minutes_until(finished_day, finished_at)
                    - working_minutes_until(received_day, received_at)) / 480.0,
                (finished_day.work_day_number - received_day.work_day_number)::double
            ) - paused
        )) / 8)
    end;
