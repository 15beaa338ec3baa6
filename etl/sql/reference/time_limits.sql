-- grain: time_limits, one row a kind of petition (and the reply after a reception), plain or complex,
-- and the days of receipt on which its limit holds.
create table time_limits as
select kind, is_complex = 1 as is_complex, limit_days, days, counted_from, accept_within_working_days,
    valid_from, coalesce(valid_to, date '9999-12-31') as valid_to, source
from (
    select *, row_number() over () + 1 as line
    from read_csv(getvariable('reference') || '/time_limits.csv', header = true, auto_detect = false, columns = {
        'kind': 'VARCHAR', 'is_complex': 'INTEGER', 'limit_days': 'INTEGER', 'days': 'VARCHAR',
        'counted_from': 'VARCHAR', 'accept_within_working_days': 'INTEGER', 'valid_from': 'DATE',
        'valid_to': 'DATE', 'source': 'VARCHAR'
    })
)
where obeys(line, case
    when kind is null or is_complex is null or limit_days is null or days is null
        or counted_from is null or valid_from is null or clean(source) is null then 'cell_missing'
    when kind not in (
        'complaint_first', 'complaint_second', 'reflection', 'denunciation', 'reception_reply'
    ) then 'kind_unclear'
    when is_complex not in (0, 1) then 'complex_unclear'
    when days not in ('working', 'calendar') then 'days_kind_unclear'
    when counted_from not in ('received', 'accepted') then 'counted_from_unclear'
    when counted_from = 'accepted' and accept_within_working_days is null then 'acceptance_missing'
    when least(limit_days, accept_within_working_days) < 1 then 'days_unclear'
    when valid_to < valid_from then 'ends_before_it_begins'
end);

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
