-- grain: one row a cut, unit, procedure, field, working days and outcome; how many dossiers due in
-- the months up to the cut, itself included, were settled by their due date or not. One past its due
-- date can no longer be saved. Pauses are not taken off, since no export dates them.
--
-- On the day before its newest export a unit's printed due dates are known and who waits for the
-- citizen; earlier only what carries a date: receipt, settlement and the first due date. A cut is the
-- end of a month, or that day.
select
    cut,
    strata.unit_key,
    procedure_key,
    field,
    working_days::double as working_days,
    late,
    sum(if(known.as_of - 1 <= list_min($cutoff_dates), by_newest_date, by_first_date))::bigint as n
from due_outcomes
join strata using (stratum)
join unit_as_of as known on known.unit_key is not distinct from strata.unit_key
join (select unnest($cutoff_dates)::date as cut)
    on date_diff('month', month, cut) between 0 and $months - 1
group by all
having n > 0;
