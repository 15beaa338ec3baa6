-- grain: procedure_names, one row a day of receipt, procedure, name and field; how many dossiers received on
-- that day are of that procedure and bear that name and field. By day, since the newest name is shown.
create table procedure_names as
select received_on, procedure_key, procedure, field, count(*)::integer as dossiers
from dossiers_as_of
where procedure_key is not null
group by all;
