-- grain: working_times_of_all_units, one row a day, field, procedure, topic, channel and working time;
-- working_times added up over the units.
create table working_times_of_all_units as
select
    finished_on,
    strata.* exclude (stratum, unit_key, dossiers),
    working_days,
    sum(working_times.dossiers)::integer as dossiers
from working_times
join strata using (stratum)
group by all;
