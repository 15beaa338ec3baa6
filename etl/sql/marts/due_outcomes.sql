-- grain: due_outcomes, one row a month of a due date that has passed, stratum, working days and outcome;
-- how many dossiers, by their first due date and by the newest. Working days run from the receipt to
-- the settlement or the due date, whichever came first. When the newest due date is known, so is who
-- waits for the citizen: those are left out by it. Of one finished without a date nobody knows whether
-- it was late.
create table due_outcomes as
with due as (
    select
        *,
        first_due_on as day,
        true as by_first,
        first_due_on is not distinct from due_on and not is_waiting as by_newest
    from dossier_events
    union all
    select *, due_on, false, true
    from dossier_events
    where due_on is distinct from first_due_on and not is_waiting
),
ended as (
    select
        date_trunc('month', day)::date as month,
        stratum,
        work_day_number(least(settled_on, day)) - work_day_number(received_on) as working_days,
        coalesce(settled_on > day, true) as late,
        count_if(by_first)::integer as by_first_date,
        count_if(by_newest)::integer as by_newest_date
    from due
    where day < known_until
        and in_form
        and not finished_without_date
        -- One withdrawn by its due date was neither late nor on time.
        and (not is_withdrawn or late)
    group by all
)
from ended
where working_days >= 0
order by month, stratum, working_days, late;
