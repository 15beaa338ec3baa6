-- grain: one row a procedure that has dossiers; `code` is what links and filters name it by, its name and its
-- field are those of the dossiers received last, in whichever unit.
with counted as (
    select procedure_key as code, sum(dossiers)::bigint as dossiers
    from strata
    where procedure_key is not null and ($field is null or field = $field)
    group by all
),
named as (
    select
        procedure_key as code,
        arg_max(procedure, (received_on, dossiers, procedure)) as name,
        arg_max(field, (received_on, dossiers, procedure)) as field
    from procedure_names
    where $field is null or field = $field
    group by all
)
select code, name, field, dossiers
from counted
left join named using (code)
order by dossiers desc, name;
