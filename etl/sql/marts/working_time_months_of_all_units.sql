-- grain: working_time_months_of_all_units, one row a month (its first day), field, procedure, topic, channel and
-- working time; working_times added up over its days and the units.
create table working_time_months_of_all_units as
with kinds as (
    -- By a number first: to tell rows apart by their words takes twice as long.
    select stratum, min(stratum) over (partition by field, procedure_key, topic, channel) as first_alike
    from strata
),
counted as (
    select
        date_trunc('month', finished_on)::date as month, first_alike as stratum, working_days,
        sum(working_times.dossiers)::integer as dossiers
    from working_times
    join kinds using (stratum)
    group by all
)
select month, strata.* exclude (stratum, unit_key, dossiers), working_days, counted.dossiers
from counted
join strata using (stratum)
order by month;
