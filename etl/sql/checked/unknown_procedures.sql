-- grain: one row a name of `judged` that stands in several rows and that neither procedures.csv nor the
-- answers given know.
select 'procedure', procedure, count(*) as rows
from judged
where procedure is not null
    and not list_contains($given, procedure)
    and not exists (
        from procedure_words as known
        where known.procedure = judged.procedure
            and known.procedure_code is not distinct from judged.procedure_code
    )
group by all
having count(*) > 1
order by rows desc, procedure
