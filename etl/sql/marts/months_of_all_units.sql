-- grain: months_of_all_units, one row a month (its first day) and a field, procedure, topic and channel;
-- dossier_months added up over the units, so that what is asked of all costs the same however many they are.
create table months_of_all_units as
select
    month,
    strata.* exclude (stratum, unit_key, dossiers),
    sum(columns(dossier_months.* exclude (month, stratum)))::integer
from dossier_months
join strata using (stratum)
group by all
order by month;
