-- grain: one row a rating that a measure counts, the newest first; `found` is how many there are in all.
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
from feedback
where matches_filters(unit_key, field, procedure_key, channel, $unit, $left_out, $field, $procedure, $channel, $certification)
    and if($rows = 'attitude_rated', attitude, overall) is not null
    and case $rows
        when 'surveyed' then scale = 5
        when 'rated_staff' then scale = 3 and source = 'staff'
        else scale = 3 and is_own
    end
    and rated_at::date between $from and $to
    and ($part = 'all' or if($rows = 'attitude_rated', attitude, overall) >= if($rows = 'surveyed', 4, 2))
order by rated_at desc, source_file, source_line
limit $limit;
