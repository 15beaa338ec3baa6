-- grain: one row an officer in post on the period's last day, or on the day to which posts are known;
-- $part: those whose pledge holds, or those without one; `found` is how many there are in all.
with posts as (
    select
        officer_code,
        role,
        officers.valid_from,
        officers.unit_key,
        least($to::date, known.as_of) as on_day,
        officers.source_file,
        officers.source_line
    from officers
    join known_sources($kept_until) as known on known.unit_key = officers.unit_key and known.source = 'officers'
    left join units on units.unit_key = officers.unit_key
    where $from <= known.as_of
        and coalesce(units.valid_to >= $to, true)
        and coalesce(units.valid_from <= least($to::date, known.as_of), true)
        and least($to::date, known.as_of)
            between officers.valid_from and coalesce(officers.valid_to, date '9999-12-31')
        -- Where a unit, or what went into it, sent no pledges, nobody is known not to have signed.
        and exists (from coverage as sent where sent.source = 'pledges' and in_scope(sent.unit_key, officers.unit_key))
        and in_scope(officers.unit_key, $unit, $left_out)
    -- A post that went over into a successor is in two lists: it counts once, in the unit of that day.
    qualify row_number() over (
        partition by officer_code
        order by coalesce(on_day >= units.valid_from, true) desc, officers.valid_from desc, officers.unit_key
    ) = 1
),
signed as (
    select posts.*, (
        select max(signed_on)
        from pledges
        where pledges.officer_code = posts.officer_code
            and signed_on <= on_day
            and coalesce(ended_on > on_day, true)
    ) as signed_on
    from posts
)
select officer_code, role, valid_from, signed_on, unit_key, source_file, source_line, count(*) over () as found
from signed
where case $part
    when 'pledged' then signed_on is not null
    when 'not_pledged' then signed_on is null
    else true
end
order by signed_on nulls first, officer_code
limit $limit;
