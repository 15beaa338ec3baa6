-- grain: one row a procedure that has dossiers; `code` is what links and filters name it by.
select
    coalesce(procedure_code, procedure) as code,
    arg_max(procedure, received_at) as name,
    arg_max(field, received_at) as field,
    count(*) as dossiers
from dossiers
where coalesce(procedure_code, procedure) is not null
    and ($field is null or field = $field)
group by 1
order by dossiers desc, name;
