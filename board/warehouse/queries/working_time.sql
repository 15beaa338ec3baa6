-- grain: one row a period and group; the spread of working days over dossiers finished in it.
-- Equal values are counted first, so that few rows are sorted in place of all.
with stretch as (
    select since, group_of($by, unit_key, field, procedure_key, channel, topic) as "group", working_days, count(*)::integer as dossiers
    from dossiers_as_of
    join stretches($starts, $ends) on day = settled_on
    where matches_filters(unit_key, field, procedure_key, channel, $unit, $left_out, $field, $procedure, $channel, $certification)
        and is_finished
        and settled_on <= known_until
        and working_days is not null
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
