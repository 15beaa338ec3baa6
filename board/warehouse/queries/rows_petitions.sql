-- grain: one row a petition that a measure counts, the one received last first; `met` are those settled or
-- accepted in time. `found` is how many there are in all.
with judged as (
    select
        petitions.* exclude (as_of),
        case $rows
            when 'received' then received_on between first_day and last_day
            when 'open_overdue' then received_on <= last_day and settle_by < last_day
                and coalesce(least(settled_on, declined_on) > last_day, true)
            when 'to_accept' then accept_by between first_day and least(last_day, known.as_of - 1)
            else declined_on is null and settle_by between first_day and least(last_day, known.as_of - 1)
                and ($rows = 'due' or channel in ('box', 'hotline'))
        end as is_counted,
        coalesce(
            if(
                $rows = 'to_accept',
                least(accepted_on, declined_on, settled_on) <= accept_by,
                settled_on <= settle_by
            ),
            false
        ) as is_met
    from known_periods('petitions', [$from], [$to], $unit, $left_out, $kept_until) as known
    join petitions using (unit_key)
)
select
    petition_id, kind as petition_kind, channel as petition_channel, received_on, accept_by, accepted_on,
    settle_by, due_on is null and settle_by is not null as due_is_computed, settled_on, declined_on, field,
    dossier_id, unit_key, source_file, source_line, count(*) over () as found
from judged
where is_counted and case $part when 'all' then true when 'not_met' then not is_met else is_met end
order by received_on desc, unit_key, petition_id
limit $limit;
