-- grain: dossier_events, one row a dossier and the days on which it counts; what the marts add up.
create temp table dossier_events as
select
    strata.stratum,
    known_until,
    submitted_at::date as submitted_on,
    received_on,
    due_on,
    first_due_on,
    settled_on,
    overdue_from,
    is_refused,
    in_form,
    is_waiting,
    is_withdrawn,
    is_finished,
    finished_without_date,
    settled_as,
    falls_due,
    first_falls_due,
    first_due_passed,
    late_when_paused,
    withdrawn_after_due,
    met_due,
    met_first_due,
    due_moved_late,
    supplement_requests,
    working_days,
    coalesce(rated.by_citizen, false) as is_rated,
    coalesce(rated.by_staff, false) as is_rated_by_staff,
    complained.dossier_id is not null as is_complained_of
from dossiers_as_of as dossiers
join strata
    on strata.unit_key is not distinct from dossiers.unit_key
    and strata.field = dossiers.field
    and strata.procedure_key is not distinct from dossiers.procedure_key
    and strata.topic is not distinct from dossiers.topic
    and strata.channel = dossiers.channel
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
