-- grain: one row a month of receipt that begins in the period; denunciations as counts only.
select
    month,
    sum(received)::bigint as denunciations_received,
    sum(accepted)::bigint as denunciations_accepted,
    sum(settled)::bigint as denunciations_settled,
    sum(settled_on_time)::bigint as denunciations_on_time,
    sum(open_overdue)::bigint as denunciations_overdue
from denunciations
where month between $from and $to
    and in_scope(unit_key, $unit, $left_out)
group by all
order by month;
