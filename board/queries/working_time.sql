-- grain: one row a period and group; the spread of working days over dossiers finished in it
-- (percentile_cont interpolates between the two nearest values).
select
    period,
    group_of($by, d) as "group",
    count(working_days) as timed,
    percentile_cont(0.5) within group (order by working_days) as median_working_days,
    percentile_cont(0.9) within group (order by working_days) as p90_working_days
from chosen($unit, $field, $procedure, $channel, $without) as d
join periods($starts, $ends) on settled_on between first_day and last_day
where status_code in (9, 10)
group by all
order by all;
