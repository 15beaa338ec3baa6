-- grain: days_of_all_units, one row a day and a field, procedure, topic and channel; dossier_days added up over
-- the units, so that what is asked of all of them costs the same however many they are.
create table days_of_all_units as
select
    day,
    strata.* exclude (stratum, unit_key, dossiers),
    sum(columns(dossier_days.* exclude (day, stratum)))::integer
from dossier_days
join strata using (stratum)
group by all;
