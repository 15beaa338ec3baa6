-- grain: days_of_all_units, one row a day and a field, procedure, topic and channel; dossier_days added up over
-- the units, so that what is asked of all of them costs the same however many they are.
create table days_of_all_units as
with alike as (
    -- Those that differ in the unit alone by one number, and side by side: to add them up by their words and from
    -- all over the table takes four times as long.
    select * exclude (stratum)
    from dossier_days
    join (
        select stratum, min(stratum) over (partition by field, procedure_key, topic, channel) as first_alike
        from strata
    ) using (stratum)
    order by first_alike
),
summed as (
    select day, first_alike as stratum, sum(columns(alike.* exclude (day, first_alike)))::integer
    from alike
    group by all
)
select day, strata.* exclude (stratum, unit_key, dossiers), summed.* exclude (day, stratum)
from summed
join strata using (stratum);
