-- grain: one row a file in use, the newest first; what was entered on pages is one row a source, with
-- how many entries it is and when the last was made.
select
    source,
    any_value(file) filter (made.recorded_at is null) as file,
    max(as_of) as as_of,
    bool_or(as_of_is_estimated) as as_of_is_estimated,
    sum(rows_read)::bigint as rows_read,
    sum(rows_accepted)::bigint as rows_accepted,
    sum(rows_rejected)::bigint as rows_rejected,
    sum(rows_duplicate)::bigint as rows_duplicate,
    sum(rows_not_data)::bigint as rows_not_data,
    array_to_string(any_value(dropped_columns), ', ') as dropped_columns,
    count(made.recorded_at) as entries,
    max(made.recorded_at) as last_entry_at,
    any_value(original_sha256) filter (made.recorded_at is null) as sha256
from loads
left join (
    select file, max(recorded_at) as recorded_at from record_changes group by all
) as made using (file)
group by source, if(made.recorded_at is null, sha256, null)
order by max(as_of) desc, source, file;
