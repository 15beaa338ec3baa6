-- grain: one row a source and a unit: the days from and to which the source is known there.
select
    coverage.source,
    title,
    unit_key,
    coalesce(upper(left(full_name, 1)) || substr(full_name, 2), unit_key, '(không rõ đơn vị)') as name,
    first_day::varchar as first_day,
    first_day_from,
    last_day::varchar as last_day,
    is_kept_on_page
from coverage
left join units using (unit_key)
left join sources using (source)
order by coverage.source, units.code, unit_key;
