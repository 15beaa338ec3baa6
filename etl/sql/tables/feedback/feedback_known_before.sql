-- grain: feedback_known_before, one row a unit and a rating that it carries: how many alike are known of what
-- went into it, which an export of the new unit repeats.
create temp table feedback_known_before as
with most as (
    select unit_key, alike, is_carried, max(place_among_alike) as ratings
    from feedback_numbered
    where alike in (select alike from feedback_numbered where is_carried)
    group by all
),
own as (
    select most.unit_key, most.alike, sum(older.ratings) as ratings
    from most
    join unit_parts on whole = most.unit_key
    join most as older on older.unit_key = part and older.alike = most.alike and not older.is_carried
    where most.is_carried
    group by all
),
carried as (
    select most.unit_key, most.alike, sum(greatest(older.ratings - coalesce(own.ratings, 0), 0)) as ratings
    from most
    join unit_parts on whole = most.unit_key
    join most as older on older.unit_key = part and older.alike = most.alike and older.is_carried
    left join own on own.unit_key = part and own.alike = most.alike
    where most.is_carried
    group by all
)
select unit_key, alike, true as is_carried, sum(ratings) as ratings
from (from own union all by name from carried)
group by all;
