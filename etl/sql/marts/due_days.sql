-- grain: due_days, one row a day and a stratum; how many dossiers fell due or became overdue on it.
create temp view due_days as
with due as (
    select
        stratum, due_on as day,
        count_if(falls_due) as due,
        count_if(falls_due and met_due) as due_met,
        count_if(is_waiting) as due_waiting,
        -- Where the due date never moved, the first one is the same.
        count_if(first_falls_due and first_due_on = due_on) as due_unmoved,
        count_if(first_falls_due and met_due and first_due_on = due_on) as due_unmoved_met,
        count_if(first_due_on = due_on) as passed_unmoved,
        count_if(late_when_paused and first_due_on = due_on) as paused_unmoved
    from dossier_events where in_form and due_on < known_until group by all
),
first_due as (
    select
        stratum, first_due_on as day,
        count_if(first_falls_due) as due_moved,
        count_if(first_falls_due and met_first_due) as due_moved_met,
        count(*) as passed_moved,
        count_if(late_when_paused) as paused_moved
    from dossier_events
    where in_form and first_due_on < known_until and first_due_on is distinct from due_on
    group by all
),
overdue as (
    select
        stratum, overdue_from as day, count(*) as became_overdue,
        count_if(finished_without_date) as became_overdue_undated
    from dossier_events where overdue_from <= known_until group by all
)
select
    stratum,
    day,
    due,
    due_met,
    due_waiting,
    coalesce(due_unmoved, 0) + coalesce(due_moved, 0) as due_first,
    coalesce(due_unmoved_met, 0) + coalesce(due_moved_met, 0) as due_first_met,
    coalesce(passed_unmoved, 0) + coalesce(passed_moved, 0) as first_due_passed,
    coalesce(paused_unmoved, 0) + coalesce(paused_moved, 0) as paused_late,
    became_overdue,
    became_overdue_undated
from due
full join first_due using (stratum, day)
full join overdue using (stratum, day);
