-- grain: one row a period and group ($by: unit); officers in post on its last day, or on the day to
-- which the unit's posts are known, and those of them whose pledge was signed by then and holds. A
-- unit that ended before the period did has nobody in post; who went over is in the successor's list.
with posts as (
    select period, officers.unit_key, officer_code, least(last_day, known.as_of) as on_day
    from periods($starts, $ends)
    join officers on officers.valid_from <= last_day
    join known_sources($kept_until) as known on known.unit_key = officers.unit_key and known.source = 'officers'
    left join units on units.unit_key = officers.unit_key
    where first_day <= known.as_of
        and coalesce(units.valid_to >= last_day, true)
        and coalesce(units.valid_from <= least(last_day, known.as_of), true)
        and least(last_day, known.as_of) between officers.valid_from and coalesce(officers.valid_to, date '9999-12-31')
        -- Where a unit, or what went into it, sent no pledges, nobody is known not to have signed.
        and exists (from coverage as sent where sent.source = 'pledges' and in_scope(sent.unit_key, officers.unit_key))
        and in_scope(officers.unit_key, $unit, $left_out)
    -- A post that went over into a successor is in two lists: it counts once, in the unit of that day.
    qualify row_number() over (
        partition by period, officer_code
        order by coalesce(on_day >= units.valid_from, true) desc, officers.valid_from desc, officers.unit_key
    ) = 1
)
select
    period,
    if($by = 'unit', unit_key, null) as "group",
    count(*)::bigint as in_post,
    count_if(exists (
        from pledges
        where pledges.officer_code = posts.officer_code
            and signed_on <= on_day
            and coalesce(ended_on > on_day, true)
    ))::bigint as pledged
from posts
group by all
order by all;
