-- grain: one row a reason that dissatisfied citizens gave in the period, “Khác” and none last.
select reason, count(*) as ratings
from (
    select coalesce(reason, 'Không ghi lý do') as reason
    from feedback
    where matches_filters(unit_key, field, procedure_key, channel, $unit, $left_out, $field, $procedure, $channel, $certification)
        and overall <= if(scale = 3, 1, 2)
        and rated_at::date between $from and $to
)
group by reason
order by lower(reason) in ('khác', 'không ghi lý do'), ratings desc, reason;
