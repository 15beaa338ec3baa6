-- grain: one row a scale and factor; of the period's ratings that rate both it and overall, how many
-- are content with the factor and how many not, and how many of either are satisfied overall.
with answers as (
    unpivot (
        select
            scale,
            if(scale = 3, 2, 4) as content_from,
            overall >= content_from as is_satisfied,
            attitude,
            access,
            procedure,
            staff,
            result,
            complaint_handling
        from feedback
        where matches_filters(unit_key, field, procedure_key, channel, $unit, $left_out, $field, $procedure, $channel, $certification)
            and (scale = 5 or is_own)
            and overall is not null
            and rated_at::date between $from and $to
    )
    on attitude, access, procedure, staff, result, complaint_handling
    into name factor value level
)
select
    scale,
    factor,
    count(*) filter (level >= content_from) as content,
    count(*) filter (level >= content_from and is_satisfied) as content_satisfied,
    count(*) filter (level < content_from) as not_content,
    count(*) filter (level < content_from and is_satisfied) as not_content_satisfied
from answers
group by all
order by all;
