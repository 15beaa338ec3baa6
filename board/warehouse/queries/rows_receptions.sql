-- grain: one row a session that a measure counts, or a day of reception owed; `met` are the days held and the
-- replies in time. The newest first; `found` is how many there are in all.
with known as (from known_periods('receptions', [$from], [$to], $unit, $left_out, $kept_until)),
days as (
    select
        d.last_day as day, unit_key, host_role, null as reception_kind, d.first_day as span_from,
        d.last_day as span_to, d.held_on, null::date as replied_on, null::date as reply_by,
        null::bigint as people, null::bigint as issues_raised, null::bigint as issues_settled,
        null as source_file, null::bigint as source_line, d.held_on is not null as is_met
    from known
    join reception_days as d using (unit_key)
    where host_role = $rows and d.last_day between known.first_day and known.last_day
),
sessions as (
    select
        held_on as day, unit_key, host_role, kind as reception_kind, null::date as span_from,
        null::date as span_to, held_on, replied_on, reply_by, people, issues_raised, issues_settled,
        source_file, source_line, coalesce(replied_on <= reply_by, false) as is_met
    from known
    join receptions using (unit_key)
    where case $rows
        when 'held' then held_on between first_day and last_day
        when 'people' then held_on between first_day and last_day and people > 0
        when 'issues' then held_on between first_day and last_day and issues_raised > 0
        when 'replies' then reply_by between first_day and least(last_day, known.as_of - 1)
    end
)
select * exclude (day, is_met), count(*) over () as found
from (from days union all by name from sessions)
where case $part when 'all' then true when 'not_met' then not is_met else is_met end
order by day desc, unit_key, host_role, held_on, source_file, source_line
limit $limit;
