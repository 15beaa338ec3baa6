-- grain: one row a scale and factor; how many ratings of the period stand on each level.
with answers as (
    unpivot (
        select scale, overall, attitude, access, procedure, staff, result, complaint_handling
        from feedback
        where matches_filters(unit_key, field, procedure_key, channel, $unit, $left_out, $field, $procedure, $channel, $certification)
            and (scale = 5 or is_own)
            and rated_at::date between $from and $to
    )
    on overall, attitude, access, procedure, staff, result, complaint_handling
    into name factor value level
)
select
    scale,
    factor,
    count(*) filter (level = 1) as level_1,
    count(*) filter (level = 2) as level_2,
    count(*) filter (level = 3) as level_3,
    count(*) filter (level = 4) as level_4,
    count(*) filter (level = 5) as level_5
from answers
group by all
order by all;
