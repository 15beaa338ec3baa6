-- grain: one row a measure of ratings and a reason that dissatisfied citizens gave in the period;
-- whether the reason stands last, as “Khác” and none do.
select
    measure,
    reason,
    lower(reason) in ('khác', 'không ghi lý do') as is_last,
    count(*) as ratings
from (
    select
        coalesce(reason, 'Không ghi lý do') as reason,
        case
            when scale = 5 then 'share_satisfied_survey'
            when is_own then 'share_satisfied'
            else 'share_satisfied_staff'
        end as measure
    from feedback
    where matches_filters(unit_key, field, procedure_key, channel, $unit, $left_out, $field, $procedure, $channel, $certification)
        and overall <= if(scale = 3, 1, 2)
        and rated_at::date between $from and $to
)
group by measure, reason
order by measure, is_last, ratings desc, reason;
