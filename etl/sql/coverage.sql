-- grain: coverage, one row a source and a unit: the days from and to which the source is known there.
-- Silence within them is zero; outside them nobody knows.
create table coverage as
select
    source,
    unit_key,
    -- What is planned for a unit to come says nothing of the days before it.
    greatest(coalesce(began_on, last_day), valid_from) as first_day,
    first_day_from,
    -- Whoever carries on a unit's dossiers has them in its files.
    greatest(last_day, carried_until) as last_day,
    kept_on_page.unit_key is not null as is_kept_on_page,
    rows
from file_coverage
left join kept_on_page using (source, unit_key)
left join (
    select 'dossiers' as source, member_key as unit_key, max(last_day) as carried_until
    from unit_scope
    join file_coverage using (unit_key)
    where source = 'dossiers'
    group by all
) using (source, unit_key)
order by source, unit_key;
