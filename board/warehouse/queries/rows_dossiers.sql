-- grain: one row a dossier behind a measure ($rows: whose denominator, $part: its numerator alone),
-- the newest first; `found` is how many there are in all.
with placed as (
    select
        dossier_row,
        coalesce(received_at, '-infinity') as moment,
        least($to, known_until) as end_on,
        settled_on between $from and end_on as is_settled,
        in_form and received_on <= end_on and (settled_on is null or settled_on > end_on) as is_in_hand,
        coalesce(overdue_from <= end_on, false) as is_overdue_by_end,
        settled_as,
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
            when 'due' then falls_due and due_on between $from and $to
            when 'due_waiting' then in_form and is_waiting and due_on between $from and $to and due_on < known_until
            when 'due_first' then first_falls_due and first_due_on between $from and $to
        end
        and case $part
            when 'all' then true
            when 'online' then channel = 'online'
            when 'counter' then channel <> 'online'
            when 'refused' then is_refused
            when 'before_time' then settled_as = 'before_time'
            when 'on_time' then settled_as = 'on_time'
            when 'overdue' then settled_as = 'overdue'
            when 'cell_13' then is_overdue_by_end
            when 'late' then is_overdue_by_end and not finished_without_date
            when 'finished_without_date' then finished_without_date
            when 'within' then not is_overdue_by_end
            when 'not_overdue' then if(is_settled, settled_as <> 'overdue', not is_overdue_by_end)
            when 'on_last_day' then settled_on = due_on and is_finished
            when 'moved_late' then due_moved_late
            when 'supplemented_twice' then supplement_requests >= 2
            when 'met' then met_due
            when 'not_met' then not met_due
            when 'met_first' then met_first_due
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
    from dossiers_as_of as d
    where matches_filters(d, $unit, $left_out, $field, $procedure, $channel, $certification)
        -- What all other rows ask anyway, as a scan can use it to pass over what was settled before.
        and (
            $rows in ('submitted', 'received', 'due', 'due_waiting', 'due_first')
            or settled_on is null
            or settled_on >= least($from, getvariable('all_known_until'))
        )
),
counted as materialized (
    select dossier_row, settled_as, moment
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
    settled_as as verdict,
    due_changes,
    officer,
    overdue_reason,
    source_file,
    source_line,
    (select count(*) from counted) as found
from shown
join dossiers on dossiers.rowid = dossier_row
order by moment desc, dossier_id
limit $limit;
