-- grain: file_coverage, one row a source and a unit: the days of which its own files tell, and by what the
-- first of them is known.
create temp table file_coverage as
with found as (
    select
        source_files.source,
        unit_key,
        min(period_start) as named_day,
        min(first_day) filter (period_start is null) as row_day,
        max(last_day) as last_day,
        sum(rows)::bigint as rows
    from source_files
    left join files using (sha256)
    group by all
)
select
    found.*,
    units.valid_from,
    units.valid_to,
    case
        when row_day is null then named_day
        when given.first_day is not null then least(named_day, given.first_day)
        else least(named_day, row_day)
    end as began_on,
    case
        when row_day is null or named_day <= coalesce(given.first_day, row_day) then 'file'
        when given.first_day is not null then 'reference'
        else 'rows'
    end as first_day_from
from found
left join units using (unit_key)
left join coverage_starts as given
    on given.source = found.source and given.first_day is not null
    and (given.unit_code is null or given.unit_code = units.code
        and given.first_day between units.valid_from and units.valid_to)
-- A row that names the unit goes before one for all.
qualify row_number() over (
    partition by found.source, unit_key order by given.unit_code is null, given.first_day
) = 1;
