-- grain: one row a procedure that procedures.csv does not know, with how many rows name it.
insert into doubts
select 'unknown_procedure', coalesce(procedure_code, procedure, '(trống)'), sum(rows)
from (select procedure_code, procedure, count(*) as rows from dossiers group by all)
where (procedure_code is null
        or procedure_code not in (select code from procedures where code is not null))
    and (procedure is null or fold(procedure) not in (select fold(name) from procedures))
group by all;
