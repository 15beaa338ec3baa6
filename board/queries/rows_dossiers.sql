-- grain: one row a dossier behind a measure ($rows: whose denominator, $part: its numerator alone),
-- the newest first; `found` is how many there are in all.
with placed as (
    select
        *,
        least($to, known_until) as end_on,
        in_form and received_on between $from and $to as is_received,
        settled_on between $from and end_on as is_settled,
        in_form and received_on <= end_on and (settled_on is null or settled_on > end_on)
            and (settled_on is null or settled_on > least($to, getvariable('all_known_until')))
            as is_in_hand,
        status_code not in (5, 6, 8) and due_on < end_on as is_late_in_hand,
        in_form and status_code in (2, 4, 9, 10) and due_on between $from and $to
            and due_on < known_until as is_due,
        in_form and status_code in (5, 6, 8) and due_on between $from and $to
            and due_on < known_until as is_due_waiting,
        in_form and status_code in (2, 4, 9, 10) and first_due_at::date between $from and $to
            and first_due_at::date < known_until as is_due_first,
        case
            when settled_on is null then null
            when settled_before_time then 'before_time'
            when settled_overdue then 'overdue'
            else 'on_time'
        end as verdict
    from chosen($unit, $field, $procedure, $channel, $without) as d
),
counted as (
    select *
    from placed
    where case $rows
            when 'received' then is_received
            when 'settled' then is_settled
            when 'timed' then status_code in (9, 10) and is_settled and working_days is not null
            when 'responses' then status_code in (9, 10) and is_settled
            when 'in_hand' then is_in_hand
            when 'due' then is_due
            when 'due_waiting' then is_due_waiting
            when 'due_first' then is_due_first
            when 'form' then is_settled or is_in_hand
        end
        and case $part
            when 'all' then true
            when 'online' then channel = 'online'
            when 'before_time' then verdict = 'before_time'
            when 'on_time' then verdict = 'on_time'
            when 'overdue' then if($rows = 'in_hand', is_late_in_hand, verdict = 'overdue')
            when 'not_overdue' then
                if(is_settled, verdict <> 'overdue', not coalesce(is_late_in_hand, false))
            when 'met_first' then status_code in (9, 10) and finished_on <= first_due_at::date
            when 'met' then status_code in (9, 10) and finished_on <= due_on
            when 'not_met' then not coalesce(status_code in (9, 10) and finished_on <= due_on, false)
            when 'responded' then dossier_id in (from counter_rated())
        end
)
select
    dossier_id,
    procedure,
    field,
    unit_key,
    channel,
    status_code,
    received_at,
    due_on,
    finished_at,
    finish_is_estimated,
    working_days,
    verdict,
    due_changes,
    officer,
    overdue_reason,
    source_file,
    source_line,
    count(*) over () as found
from counted
order by received_at desc, dossier_id
limit $limit;
