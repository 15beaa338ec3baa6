-- grain: source_files, one row a source, a unit and a file with rows of it, of the sources that <changed> does not
-- name as they were, of these as they are; of ratings the sum of what was, less and more.
create temp table source_files as
from build.source_files
where source not in ('dossiers', 'pauses', 'feedback') and not list_contains(getvariable('changed_sources'), source)
union all
from newer.side_source_files
where source <> 'feedback' and list_contains(getvariable('changed_sources'), source);

create temp table ratings_of_files as
select
    unit_key,
    sha256,
    any_value(last_day) as last_day,
    sum(if(part = 'before', -rows, rows)) as rows,
    least(min(first_day) filter (part = 'all'), min(first_day) filter (part = 'now')) as first_day,
    -- What is taken out at the first day may have been the only one of it: only the whole file shows.
    coalesce(
        min(first_day) filter (part = 'before') <= min(first_day) filter (part = 'all')
        and min(first_day) filter (part = 'now') is distinct from min(first_day) filter (part = 'all'),
        false
    ) as is_unsure
from (
    select *, 'all' as part from build.source_files
    union all
    select *, 'before' from older.side_source_files
    union all
    select *, 'now' from newer.side_source_files
)
where source = 'feedback'
group by all
having sum(if(part = 'before', -rows, rows)) <> 0;

insert into source_files
select 'feedback', unit_key, sha256, first_day, last_day, rows from ratings_of_files;

create temp table kept_on_page as
select source, unit_key
from coverage
where is_kept_on_page and not list_contains(getvariable('changed_sources'), source)
union all
from newer.side_kept_on_page where list_contains(getvariable('changed_sources'), source);
