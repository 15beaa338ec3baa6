-- grain: one row a period and group in which a chosen unit kept the register of petitions; petitions
-- received and settled, those to be accepted and to be settled in it, and those open at its end.
with known as (from known_periods('petitions', $starts, $ends, $unit, $left_out, $kept_until)),
judged as (
    select
        period,
        case $by when 'unit' then unit_key when 'kind' then kind end as "group",
        petition_id is not null as is_petition,
        received_on between first_day and last_day as is_received,
        settled_on between first_day and last_day as is_settled,
        received_on <= last_day and coalesce(least(settled_on, declined_on) > last_day, true) as is_open,
        settle_by < last_day as is_late,
        declined_on is null and settle_by between first_day and least(last_day, known.as_of - 1) as is_due,
        settled_on <= settle_by as is_met,
        accept_by between first_day and least(last_day, known.as_of - 1) as is_to_accept,
        least(accepted_on, declined_on, settled_on) <= accept_by as is_accepted,
        channel in ('box', 'hotline') as is_opinion
    from known
    left join petitions using (unit_key)
)
select
    period,
    "group",
    count(*) filter (is_received) as received,
    count(*) filter (is_settled) as settled,
    count(*) filter (is_open) as open,
    count(*) filter (is_open and is_late) as open_overdue,
    count(*) filter (is_due) as due,
    count(*) filter (is_due and is_met) as due_met,
    count(*) filter (is_to_accept) as to_accept,
    count(*) filter (is_to_accept and is_accepted) as accepted_in_time,
    count(*) filter (is_due and is_opinion) as opinions_due,
    count(*) filter (is_due and is_opinion and is_met) as opinions_met
from judged
where is_petition or $by is distinct from 'kind'
group by all
order by all;
