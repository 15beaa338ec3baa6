-- grain: counted, one row a dossier and the days on which it counts; what the marts add up.

-- strata, one row a unit, field, procedure, topic and channel that dossiers have together. A mart that
-- has many rows keeps the number: to write the words of each takes longer than to count them.
create table strata as
select
    row_number() over (order by unit_key, procedure_key, channel, field, topic)::integer as stratum, *
from (
    select distinct unit_key, field, coalesce(procedure_code, procedure) as procedure_key, topic, channel
    from dossiers
);

create temp table counted as
select
    strata.stratum,
    known.as_of as known_until,
    status_code,
    submitted_at::date as submitted_on,
    if(status_code not in (1, 3), received_at::date, null) as received_on,
    due_at::date as due_on,
    first_due_at::date as first_due_on,
    finished_at::date as finished_on,
    settled_on,
    due_moved_late,
    supplement_requests,
    opinions.dossier_id is not null as is_rated,
    coalesce(opinions.level = 1, false) or named.dossier_id is not null as is_complained_of,
    -- Waiting for the citizen or paused is within time, whatever the due date.
    case
        when status_code not in (1, 3, 5, 6, 8) and due_at::date < least(settled_on, known.as_of)
            then greatest(due_at::date + 1, received_at::date)
    end as overdue_from
from dossiers
join strata
    on strata.unit_key is not distinct from dossiers.unit_key
    and strata.field = dossiers.field
    and strata.procedure_key is not distinct from coalesce(dossiers.procedure_code, dossiers.procedure)
    and strata.topic is not distinct from dossiers.topic
    and strata.channel = dossiers.channel
join unit_as_of as known on known.unit_key is not distinct from dossiers.unit_key
left join (
    -- At most one counter rating a dossier.
    select dossier_id, overall as level
    from feedback
    where scale = 3 and overall is not null and dossier_id is not null
) as opinions using (dossier_id)
left join (select distinct dossier_id from petitions where dossier_id is not null) as named
    using (dossier_id);
