-- grain: one row a unit and procedure; of its dossiers that fell due in the period, how many met it,
-- as rate (c) counts them.
select
    unit_key,
    procedure_key,
    sum(due)::bigint as due,
    sum(due_met)::bigint as due_met
from chosen_days($unit, $left_out, 'unit', [$from], [$to])
where matches_filters(unit_key, field, procedure_key, channel, $unit, $left_out, $field, $procedure, $channel, $certification)
    and day between $from and $to
group by all
having sum(due) > 0
order by all;
