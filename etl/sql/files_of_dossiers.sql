-- grain: source_files, one row a source, a unit and a file that has rows of it, of dossiers and pauses in their
-- newest state; those of a register are added as its records are made.
insert into source_files
select 'dossiers', unit_key, files.sha256, min(first_day), max(newest.as_of), sum(rows)
from (
    select
        unit_key, source_file, as_of, count(*) as rows,
        min(coalesce(received_at, submitted_at))::date as first_day
    from dossiers
    group by all
) as newest
left join files on files.source = 'dossiers' and file = source_file and files.as_of = newest.as_of
group by all
union all
select 'pauses', unit_key, sha256, min(began_at)::date, pauses.as_of, count(*)
from pauses
left join files on files.source = 'pauses' and file = source_file and files.as_of = pauses.as_of
group by all;
