-- grain: open_dossiers, one row a dossier in hand at its unit's newest export.
create table open_dossiers as
select
    dossiers.*,
    coalesce(procedure_code, procedure) as procedure_key,
    known.as_of as judged_on,
    received_at::date as received_on,
    due_at::date as due_on,
    judged.work_day_number - received.work_day_number as age_working_days,
    judged.work_day_number - due.work_day_number as late_working_days,
    dossiers.as_of < known.as_of as not_updated
from dossiers
join unit_as_of as known on known.unit_key is not distinct from dossiers.unit_key
left join calendar as judged on judged.day = known.as_of
left join calendar as received on received.day = received_at::date
left join calendar as due on due.day = due_at::date
where status_code not in (1, 3)
    and received_at::date <= known.as_of
    and (settled_on is null or settled_on > known.as_of)
order by due_on, dossier_id;
