-- grain: one row a petition that is open at the day to which its unit's register is known, the soonest
-- due first. Days are calendar days; `found` is how many there are in all.
select
    petition_id,
    kind as petition_kind,
    channel as petition_channel,
    settle_by,
    petitions.settle_by - known.as_of as days_to_limit,
    known.as_of - received_on as age_days,
    received_on,
    due_on is null and settle_by is not null as due_is_computed,
    accept_by,
    accepted_on,
    summary,
    field,
    dossier_id,
    petitions.unit_key,
    count(*) over () as found
from petitions
join known_sources($kept_until) as known on known.unit_key = petitions.unit_key and known.source = 'petitions'
where received_on <= known.as_of
    and coalesce(least(settled_on, declined_on) > known.as_of, true)
    and in_scope(petitions.unit_key, $unit)
order by settle_by, received_on, petitions.unit_key, petition_id
limit $limit;
