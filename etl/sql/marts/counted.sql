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
    finished_without_date,
    due_moved_late,
    supplement_requests,
    coalesce(rated.by_citizen, false) as is_rated,
    coalesce(rated.by_staff, false) as is_rated_by_staff,
    complained.dossier_id is not null as is_complained_of,
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
    select dossier_id, bool_or(is_own) as by_citizen, bool_or(source = 'staff') as by_staff
    from feedback
    where scale = 3 and overall is not null and dossier_id is not null
    group by all
) as rated using (dossier_id)
left join (
    from dissatisfied_dossiers
    union
    select dossier_id from petitions where dossier_id is not null
) as complained using (dossier_id);
