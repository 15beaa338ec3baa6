-- grain: one row a cut, unit, procedure, field, working days and outcome; how many dossiers due in
-- the months up to the cut, itself included, were settled by their due date or not. Working days run
-- from the receipt to the settlement or the due date, whichever came first: one past its due date
-- can no longer be saved. Pauses are not taken off, since no export dates them.
--
-- On the day before its newest export a unit's printed due dates are known and who waits for the
-- citizen; earlier only what carries a date: receipt, settlement and the first due date.
with told as (
    select
        unit_key,
        procedure_key,
        field,
        status_code,
        received_on,
        known_until - 1 <= list_min($cuts) as knows_all,
        if(knows_all, due_on, first_due_on) as due_then,
        coalesce(least(settled_on, due_then + 1), due_then + 1) as open_until
    from judged
    where in_form
        and due_then < known_until
        and due_then between last_day(list_min($cuts) - to_months($months)) + 1 and list_max($cuts)
        and not (knows_all and status_code in (5, 6, 8))
),
counted as (
    select
        unit_key,
        procedure_key,
        field,
        work_day_number(least(open_until, due_then)) - work_day_number(received_on) as working_days,
        open_until > due_then as late,
        date_diff('month', list_min($cuts), due_then) as month,
        count(*) as n
    from told
    -- One withdrawn by its due date was neither late nor on time.
    where status_code <> 7 or open_until > due_then
    group by all
)
select
    cut,
    unit_key,
    procedure_key,
    field,
    working_days::double as working_days,
    late,
    sum(n)::bigint as n
from counted
join (select unnest($cuts)::date as cut)
    on month - date_diff('month', list_min($cuts), cut) between 1 - $months and 0
where working_days >= 0
group by all;
