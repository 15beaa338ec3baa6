-- grain: time_limits, one row a kind of petition (and the reply after a reception), plain or complex,
-- and the days of receipt on which its limit holds.
create table time_limits as
select kind, is_complex, limit_days, days, counted_from, accept_within_working_days, valid_from,
    valid_to, source
from reference_time_limits
where validate_row(line, case
    when kind not in (
        'complaint_first', 'complaint_second', 'reflection', 'denunciation', 'reception_reply'
    ) then 'kind_unclear'
    when days not in ('working', 'calendar') then 'days_kind_unclear'
    when counted_from not in ('received', 'accepted') then 'counted_from_unclear'
    when counted_from = 'accepted' and accept_within_working_days is null then 'acceptance_missing'
    when least(limit_days, accept_within_working_days) < 1 then 'days_unclear'
end);

-- The working day that comes so many after a day, null where the calendar does not reach.
set variable working_days = (select list(day order by day) from calendar where is_working);
create temp macro working_day_after(on_day, days) as
    getvariable('working_days')[work_day_number(on_day) + days];

-- The last day on which something received may be accepted, and settled. Where the limit runs from the
-- acceptance, what was not accepted runs from the last day on which it should have been.
create temp macro accept_by(received_on, law) as
    working_day_after(received_on, law.accept_within_working_days);
create temp macro settle_by(received_on, accepted_on, law) as
    case law.days
        when 'calendar' then limit_begins(received_on, accepted_on, law) + law.limit_days
        when 'working' then working_day_after(limit_begins(received_on, accepted_on, law), law.limit_days)
    end;
create temp macro limit_begins(received_on, accepted_on, law) as
    if(law.counted_from = 'accepted', coalesce(accepted_on, accept_by(received_on, law)), received_on);
