-- grain: dossier_days, one row a day and a unit, field, procedure, topic and channel; how many
-- dossiers did what on it, as far as the unit's newest export knows. What adds up is asked here, so
-- that a page costs what its days cost, however many dossiers they hold.
create table dossier_days as
with happened as (
    select stratum, submitted_on as day, count(*) as submitted, count(*) filter (status_code = 3) as refused
    from counted
    where submitted_on <= known_until
    group by all
    union all by name
    select stratum, received_on as day, count(*) as received
    from counted
    where received_on <= known_until
    group by all
    union all by name
    select
        stratum,
        settled_on as day,
        count(*) as settled,
        -- Without a due date, or withdrawn, is on time.
        count(*) filter (settled_on < due_on and status_code <> 7) as before_time,
        count(*) filter (settled_on > due_on and status_code <> 7) as overdue,
        count(*) filter (settled_on = due_on and status_code <> 7) as on_last_day,
        count(*) filter (due_moved_late) as moved_late,
        count(*) filter (supplement_requests >= 2) as supplemented_twice,
        count(*) filter (is_complained_of) as complained_of,
        count(*) filter (status_code <> 7) as finished,
        count(*) filter (status_code <> 7 and is_rated) as responded,
        count(overdue_from) as left_overdue
    from counted
    where settled_on <= known_until
    group by all
    union all by name
    select
        stratum,
        due_on as day,
        count(*) filter (status_code in (2, 4, 9, 10)) as due,
        count(*) filter (status_code in (9, 10) and finished_on <= due_on) as due_met,
        count(*) filter (status_code in (5, 6, 8)) as due_waiting,
        -- Where the due date never moved, the first one is the same.
        count(*) filter (status_code in (2, 4, 9, 10) and first_due_on = due_on) as due_first,
        count(*) filter (status_code in (9, 10) and finished_on <= due_on and first_due_on = due_on)
            as due_first_met
    from counted
    where due_on < known_until and received_on <= known_until
    group by all
    union all by name
    select
        stratum,
        first_due_on as day,
        count(*) filter (status_code in (2, 4, 9, 10)) as due_first,
        count(*) filter (status_code in (9, 10) and finished_on <= first_due_on) as due_first_met
    from counted
    where first_due_on < known_until and received_on <= known_until
        and first_due_on is distinct from due_on
    group by all
    union all by name
    select stratum, overdue_from as day, count(*) as became_overdue
    from counted
    where overdue_from <= known_until
    group by all
),
-- A stratum's number is cheaper to group by than its words, which are joined to the sums.
added as (
    select stratum, day, coalesce(sum(columns(* exclude (stratum, day))), 0)::integer from happened group by all
)
select day, strata.* exclude (stratum), added.* exclude (stratum, day)
from added join strata using (stratum)
order by day, stratum;
