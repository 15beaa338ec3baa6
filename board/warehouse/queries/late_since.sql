-- grain: one row a cut, unit, procedure, field, working days spent and outcome; how many dossiers in
-- hand after the cut and not yet past their first due date have ended so since. A dossier stands at
-- the first cut after its receipt alone; one withdrawn by its due date, or finished without a date,
-- has no outcome.
with asked as (
    select d.*, list_min(list_filter($cutoff_dates, lambda cut: cut >= received_on)) as cut
    from dossiers_as_of as d
    where in_form
        and not finished_without_date
        and first_due_on > list_min($cutoff_dates)
        and first_due_on < known_until
        and received_on <= list_max($cutoff_dates)
)
select
    cut,
    unit_key,
    procedure_key,
    field,
    (work_day_number(cut) + 1 - work_day_number(received_on))::double as working_days,
    coalesce(settled_on > first_due_on, true) as late,
    count(*) as n
from asked
where first_due_on > cut
    and coalesce(settled_on > cut, true)
    and not coalesce(is_withdrawn and settled_on <= first_due_on, false)
    and work_day_number(cut) >= work_day_number(received_on)
group by all
order by all;
