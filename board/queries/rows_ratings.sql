-- grain: one row a rating behind a measure, the newest first; `found` is how many there are in all.
select
    rated_at,
    unit_key,
    source,
    scale,
    overall,
    attitude,
    dossier_id,
    field,
    reason,
    source_file,
    source_line,
    count(*) over () as found
from chosen_ratings($unit, $field, $procedure, $channel, $without, true)
where overall is not null
    and scale = if($rows = 'surveyed', 5, 3)
    and rated_on between $from and $to
    and ($part = 'all' or overall >= if($rows = 'surveyed', 4, 2))
order by rated_at desc, source_file, source_line
limit $limit;
