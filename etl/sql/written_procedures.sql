-- grain: written_procedures, one row a (code, name) as files write them; `known_code` where either has one.
create temp table written_procedures as
select *, coalesce(procedure_code_of(procedure_code), code_in_name(procedure)) as known_code
from (select distinct procedure_code, procedure from dossiers_rows);
