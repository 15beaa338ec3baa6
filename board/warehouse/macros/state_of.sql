-- grain: none; how an open dossier stands.

-- How an open dossier stands against its due date at its unit's newest export.
create or replace temp macro state_of(d, due_soon_days) as
    case
        when d.finished_without_date then 'finished_without_date'
        when d.is_waiting then 'waiting'
        when d.due_on is null then 'no_due_date'
        when d.is_late then 'overdue'
        when -d.late_working_days <= due_soon_days then 'due_soon'
        else 'within'
    end;
