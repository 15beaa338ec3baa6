-- grain: one row a pause that a measure counts ($part: those begun on the last day alone), the newest
-- first; `found` is how many there are in all.
select
    d.dossier_id,
    procedure,
    kind,
    began_at::date as began_on,
    ended_at::date as ended_on,
    first_due_on,
    due_on,
    pauses.working_days as paused_working_days,
    reason,
    d.field,
    d.unit_key,
    status_code,
    officer,
    pauses.source_file,
    pauses.source_line,
    count(*) over () as found
from pauses
join dossiers_as_of as d on d.dossier_id = pauses.dossier_id
where matches_filters(d.unit_key, d.field, d.procedure_key, d.channel, $unit, $left_out, $field, $procedure, $channel, $certification)
    and began_on between $from and least($to, known_until)
    and ($part = 'all' or began_on = due_on or began_on = first_due_on)
order by began_on desc, d.dossier_id, kind
limit $limit;
