-- grain: pauses, one row a pause of a dossier (its kind and its beginning) in its newest state.
create table pauses as
select
    states.dossier_id,
    states.kind,
    states.began_at,
    states.ended_at,
    states.reason,
    working_days(began_day, states.began_at, ended_day, states.ended_at, 0) as working_days,
    states.file as source_file,
    states.line as source_line,
    states.as_of,
    dossiers.unit_key,
    dossiers.field,
    coalesce(dossiers.procedure_code, dossiers.procedure) as procedure_key,
    dossiers.topic,
    dossiers.channel,
    -- The due date that is printed now, or the first one seen.
    coalesce(states.began_at::date in (dossiers.due_at::date, dossiers.first_due_at::date), false) as is_begun_on_last_day
from pause_states as states
left join dossiers on dossiers.dossier_id = states.dossier_id
left join calendar as began_day on began_day.day = states.began_at::date
left join calendar as ended_day on ended_day.day = states.ended_at::date
where not is_duplicate
qualify row_number() over (
    partition by states.dossier_id, states.kind, states.began_at
    order by states.as_of desc, states.landed_order desc, states.ended_at desc nulls last, states.line desc
) = 1
order by states.began_at, states.dossier_id, states.kind;
