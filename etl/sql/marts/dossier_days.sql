-- grain: dossier_days, one row a day and a unit, field, procedure, topic and channel; how many
-- dossiers did what on it, as far as the unit's newest export knows. What adds up is asked here, so
-- that a page costs what its days cost, however many dossiers they hold.
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
        count_if(is_finished) as finished,
        count_if(is_finished and is_rated) as responded,
        count_if(is_finished and is_rated_by_staff) as responded_staff,
        count(overdue_from) as left_overdue
    from dossier_events where settled_on <= known_until group by all
),
due as (
    select
        stratum, due_on as day,
        count_if(falls_due) as due,
        count_if(falls_due and met_due) as due_met,
        count_if(is_waiting) as due_waiting,
        -- Where the due date never moved, the first one is the same.
        count_if(falls_due and first_due_on = due_on) as due_unmoved,
        count_if(falls_due and met_due and first_due_on = due_on) as due_unmoved_met
    from dossier_events where in_form and due_on < known_until group by all
),
first_due as (
    select
        stratum, first_due_on as day,
        count_if(first_falls_due) as due_moved,
        count_if(first_falls_due and met_first_due) as due_moved_met
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
    day,
    unit_key,
    field,
    procedure_key,
    topic,
    channel,
    coalesce(columns([
        'submitted', 'refused', 'received', 'received_undated', 'settled', 'before_time', 'overdue', 'on_last_day',
        'moved_late', 'supplemented_twice', 'complained_of', 'finished', 'responded', 'responded_staff',
        'left_overdue', 'due', 'due_met', 'due_waiting', 'became_overdue', 'became_overdue_undated'
    ]), 0)::integer,
    coalesce(due_unmoved, 0)::integer + coalesce(due_moved, 0)::integer as due_first,
    coalesce(due_unmoved_met, 0)::integer + coalesce(due_moved_met, 0)::integer as due_first_met
from submitted
full join received using (stratum, day)
full join settled using (stratum, day)
full join due using (stratum, day)
full join first_due using (stratum, day)
full join overdue using (stratum, day)
join strata using (stratum)
order by day, stratum;
