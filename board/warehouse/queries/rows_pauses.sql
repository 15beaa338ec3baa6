-- grain: one row a pause that a measure counts ($part: those begun on the last day alone), the newest
-- first; `found` is how many there are in all.
with shown as (
    select pauses.* exclude (as_of), began_at::date as began_on, count(*) over () as found
    from pauses
    join unit_as_of as known on known.unit_key is not distinct from pauses.unit_key
    where matches_filters(pauses.unit_key, field, procedure_key, channel, $unit, $left_out, $field, $procedure, $channel, $certification)
        and began_on between $from and least($to, known.as_of)
        and field is not null  -- of a dossier that is known
        and ($part = 'all' or is_begun_on_last_day)
    order by began_on desc, dossier_id, kind
    limit $limit
)
select
    dossier_id,
    dossiers.procedure,
    kind,
    began_on,
    ended_at::date as ended_on,
    first_due_at::date as first_due_on,
    due_at::date as due_on,
    shown.working_days as paused_working_days,
    reason,
    shown.field,
    shown.unit_key,
    status_code,
    officer,
    shown.source_file,
    shown.source_line,
    found
from shown
join dossiers using (dossier_id)
order by began_on desc, dossier_id, kind;
