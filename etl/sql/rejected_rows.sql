-- grain: rejected_rows, one row a rejected row: its line and the first thing that is wrong with it.
create table rejected_rows as
select
    files.source,
    files.file,
    judged_rows.line,
    coalesce(files.headers[judged_rows.bad_field], judged_rows.bad_field) as "column",
    if(
        judged_rows.bad_field = 'status_code',
        shown_word(judged_rows.bad_value, count(*) over (partition by sha256, judged_rows.bad_value)),
        judged_rows.bad_value
    ) as value,
    getvariable('reasons')[judged_rows.bad_reason] as reason
from judged_rows
join files using (sha256)
where judged_rows.bad_reason is not null
union all
select source, file, fault.line, null, null, getvariable('reasons')[fault.reason]
from (select source, file, unnest(faults) as fault from files)
order by all;
