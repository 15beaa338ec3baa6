-- grain: dossier_days, one row a day and a stratum; how many dossiers did what on it, as far as the unit's
-- newest export knows. What adds up is asked here, so that a page costs what its days cost, however many
-- dossiers they hold; in the order of units, so that one is found without reading the others.
create table dossier_days as
with submitted as (
    select stratum, submitted_on as day, count(*) as submitted, count_if(is_refused) as refused
    from dossier_events where submitted_on <= known_until group by all
),
received as (
    select
        stratum, received_on as day, count(*) as received,
        count_if(finished_without_date) as received_undated
    from dossier_events where in_form group by all
),
settled as (
    select
        stratum, settled_on as day, count(*) as settled,
        count_if(settled_as = 'before_time') as before_time,
        count_if(settled_as = 'overdue') as overdue,
        count_if(settled_on = due_on and is_finished) as on_last_day,
        count_if(due_moved_late) as moved_late,
        count_if(supplement_requests >= 2) as supplemented_twice,
        count_if(is_complained_of) as complained_of,
        count_if(is_withdrawn) as withdrawn,
        count_if(withdrawn_after_due) as withdrawn_late,
        count_if(is_finished) as finished,
        count_if(is_finished and is_rated) as responded,
        count_if(is_finished and is_rated_by_staff) as responded_staff,
        count(overdue_from) as left_overdue
    from dossier_events where settled_on <= known_until group by all
),
counted as (
    select
        day,
        stratum,
        coalesce(columns([
            'submitted', 'refused', 'received', 'received_undated', 'settled', 'before_time', 'overdue', 'on_last_day',
            'moved_late', 'supplemented_twice', 'complained_of', 'finished', 'responded', 'responded_staff',
            'left_overdue', 'due', 'due_met', 'due_waiting', 'became_overdue', 'became_overdue_undated',
            'due_first', 'due_first_met', 'first_due_passed', 'paused_late', 'withdrawn', 'withdrawn_late'
        ]), 0)::integer
    from submitted
    full join received using (stratum, day)
    full join settled using (stratum, day)
    full join due_days using (stratum, day)
)
-- Of a day on which only withdrawn dossiers were due there is nothing to say.
from counted
where greatest(*columns(* exclude (day, stratum))) > 0
order by stratum, day;
