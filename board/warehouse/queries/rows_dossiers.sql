-- grain: one row a dossier that a measure counts ($rows: whose denominator, $part: its numerator alone),
-- the newest first; `found` is how many there are in all.
with counted as materialized (
    select dossier_row, settled_as, moment
    from dossier_rows($rows, $part, $from::date, $to::date)
    where matches_filters(unit_key, field, procedure_key, channel, $unit, $left_out, $field, $procedure, $channel, $certification)
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
