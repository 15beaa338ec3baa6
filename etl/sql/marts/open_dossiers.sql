-- grain: open_dossiers, one row a dossier open at its unit's newest export.
create table open_dossiers as
select
    dossier_id,
    unit_key,
    procedure,
    procedure_key,
    field,
    topic,
    channel,
    status_code,
    received_on,
    due_on,
    due_changes,
    due_moved_late,
    paused_days,
    overdue_reason,
    officer,
    finished_without_date,
    is_waiting,
    is_late,
    known_until as judged_on,
    judged.work_day_number - received.work_day_number as age_working_days,
    judged.work_day_number - due.work_day_number as late_working_days,
    as_of < known_until as not_updated
from dossiers_as_of
left join calendar as judged on judged.day = known_until
left join calendar as received on received.day = received_on
left join calendar as due on due.day = due_on
where is_open
order by due_on, dossier_id;
