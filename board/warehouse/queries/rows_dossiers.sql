-- grain: one row a dossier behind a measure ($rows: whose denominator, $part: its numerator alone),
-- the newest first; `found` is how many there are in all.
with placed as (
    select
        place,
        coalesce(received_at, '-infinity') as moment,
        least($to, known_until) as end_on,
        settled_on between $from and end_on as is_settled,
        in_form and received_on <= end_on and (settled_on is null or settled_on > end_on) as is_in_hand,
        status_code not in (5, 6, 8) and coalesce(due_on < end_on, false) as is_late,
        status_code in (9, 10) as is_finished,
        case
            when settled_on is null then null
            when due_on is null or status_code = 7 or settled_on = due_on then 'on_time'
            else if(settled_on < due_on, 'before_time', 'overdue')
        end as verdict,
        in_form and due_on between $from and $to and due_on < known_until as falls_due,
        case $rows
            when 'submitted' then submitted_at::date between $from and end_on
            when 'received' then in_form and received_on between $from and end_on
            when 'before' then in_form and received_on < $from
                and (settled_on is null or settled_on >= $from or settled_on > known_until)
            when 'settled' then is_settled
            when 'timed' then is_finished and is_settled and working_days is not null
            when 'responses' then is_finished and is_settled
            when 'in_hand' then is_in_hand
            when 'form' then is_settled or is_in_hand
            when 'due' then falls_due and status_code in (2, 4, 9, 10)
            when 'due_waiting' then falls_due and status_code in (5, 6, 8)
            when 'due_first' then in_form and status_code in (2, 4, 9, 10)
                and first_due_on between $from and $to and first_due_on < known_until
        end
        and case $part
            when 'all' then true
            when 'online' then channel = 'online'
            when 'counter' then channel <> 'online'
            when 'refused' then status_code = 3
            when 'before_time' then verdict = 'before_time'
            when 'on_time' then verdict = 'on_time'
            when 'overdue' then verdict = 'overdue'
            when 'cell_13' then is_late
            when 'late' then is_late and not finished_without_date
            when 'finished_without_date' then finished_without_date
            when 'within' then not is_late
            when 'not_overdue' then if(is_settled, verdict <> 'overdue', not is_late)
            when 'on_last_day' then settled_on = due_on and status_code <> 7
            when 'moved_late' then due_moved_late
            when 'supplemented_twice' then supplement_requests >= 2
            when 'met' then is_finished and finished_on <= due_on
            when 'not_met' then not coalesce(is_finished and finished_on <= due_on, false)
            when 'met_first' then is_finished and finished_on <= first_due_on
            when 'responded' then dossier_id in (
                select dossier_id from feedback where $part = 'responded' and scale = 3 and is_own and overall is not null
            )
            when 'responded_staff' then dossier_id in (
                select dossier_id from feedback
                where $part = 'responded_staff' and scale = 3 and source = 'staff' and overall is not null
            )
            when 'complained_of' then dossier_id in (
                select dossier_id from dissatisfied_dossiers where $part = 'complained_of'
                union
                select dossier_id from petitions where $part = 'complained_of'
            )
        end as is_counted
    from judged as d
    where matches_filters(d, $unit, $left_out, $field, $procedure, $channel, $certification)
        -- What all other rows ask anyway, as a scan can use it to pass over what was settled before.
        and (
            $rows in ('submitted', 'received', 'due', 'due_waiting', 'due_first')
            or settled_on is null
            or settled_on >= least($from, getvariable('all_known_until'))
        )
),
counted as materialized (
    select place, verdict, moment
    from placed
    where is_counted
),
newest as (
    select moment
    from counted
    order by moment desc
    limit $limit
),
-- The codes, which put rows of one moment in order, are read of these few only.
shown as (
    from counted
    where moment >= (select min(moment) from newest)
)
select
    dossier_id,
    procedure,
    field,
    unit_key,
    channel,
    status_code,
    received_at,
    due_at::date as due_on,
    first_due_at::date as first_due_on,
    finished_at,
    finish_is_estimated,
    working_days,
    paused_days,
    verdict,
    due_changes,
    officer,
    overdue_reason,
    source_file,
    source_line,
    (select count(*) from counted) as found
from shown
join dossiers on dossiers.rowid = place
order by moment desc, dossier_id
limit $limit;
