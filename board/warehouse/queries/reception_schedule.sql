-- grain: one row a session that was planned and not held: those ahead of the register's day, the soonest
-- first, then those that passed in the period, the newest first. `found` is how many there are in all.
-- What an old ward's register had ahead before the period began is ahead no more.
with planned as (
    select receptions.*, planned_on >= known.as_of as is_ahead
    from receptions
    join known_sources($kept_until) as known on known.unit_key = receptions.unit_key and known.source = 'receptions'
    where held_on is null
        and planned_on >= $from
        and (planned_on >= known.as_of or planned_on <= $to)
        and in_scope(receptions.unit_key, $unit)
)
select
    is_ahead, planned_on, kind as reception_kind, host_role, missed_reason, unit_key, source_file,
    source_line, count(*) over () as found
from planned
order by
    is_ahead desc, if(is_ahead, planned_on, null), planned_on desc, unit_key, source_file, source_line
limit $limit;
