-- grain: one row a reason that dissatisfied citizens gave in the period.
select coalesce(reason, 'Không ghi lý do') as reason, count(*) as ratings
from feedback
where matches_filters(unit_key, field, procedure_key, channel, $unit, $left_out, $field, $procedure, $channel, $certification)
    and overall <= if(scale = 3, 1, 2)
    and rated_at::date between $from and $to
group by all
order by ratings desc, reason;
