-- grain: one row a period and group; the spread of working days over dossiers finished in it.
-- Equal values are counted first, so that few rows are sorted in place of all.
with stretch as (
    select since, group_of($by, unit_key, field, procedure_key, channel, topic) as "group", working_days, sum(dossiers)::integer as dossiers
    from chosen_working_times($unit, $left_out, $by, $starts, $ends)
    join stretches($starts, $ends) on day = finished_on
    where matches_filters(unit_key, field, procedure_key, channel, $unit, $left_out, $field, $procedure, $channel, $certification)
    group by all
),
spread as (
    select period, "group", working_days, sum(dossiers)::integer as dossiers
    from periods($starts, $ends)
    join stretch on since between first_day and last_day
    group by all
),
placed as (
    select
        period,
        "group",
        working_days,
        sum(dossiers) over (partition by period, "group" order by working_days) as up_to,
        sum(dossiers) over (partition by period, "group") as timed
    from spread
)
select
    period,
    "group",
    max(timed)::bigint as timed,
    percentile_of_counts(0.5, working_days, up_to, timed) as median_working_days,
    percentile_of_counts(0.9, working_days, up_to, timed) as p90_working_days
from placed
group by all
order by all;
