-- grain: unclear_years, one row a doubt and a file about which record a number means; filled for each
-- register that is numbered afresh each year.
insert into unclear_years
select 'number_without_day', file, count(*)
from (
    select *, min(year(known_on)) over of_number <> max(year(known_on)) over of_number as spans_years
    from <source>_numbered
    window of_number as (partition by unit_key, <key>, record_year)
)
where own_year is null and changed is null and concat(<key>) <> ''
    and (record_year < year(stated_at) or (record_year is null and spans_years))
group by all
union all
-- By two words for one unit, which no row alone shows.
select 'number_twice_in_file', file, count(*)
from (
    select file
    from <source>_states
    where not is_duplicate and recorded_at is null and concat(<key>) <> ''
    qualify count(*) over (partition by unit_key, <key>, record_year, sha256) > 1
)
group by all
union all
-- It may be one record whose day was mended across the year's edge.
select 'number_in_two_years', later.source_file, count(*)
from <source>_records as earlier
join <source>_records as later using (unit_key, <key>)
where later.record_year = earlier.record_year + 1
    and later.known_on - earlier.known_on <= 31
    and later.source_file <> earlier.source_file
group by all;
