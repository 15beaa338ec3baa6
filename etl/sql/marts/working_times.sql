-- grain: working_times, one row a day, stratum and working time; how many dossiers were finished on that day
-- with it, as far as the unit's newest export knows.
create table working_times as
select stratum, settled_on as finished_on, working_days, count(*)::integer as dossiers
from dossier_events
where is_finished and settled_on <= known_until and working_days is not null
group by all
order by stratum;
