-- grain: procedure_words, one row a (code, name) as files write them and a span of days: by the code,
-- else by the name, of which code, field and topic are known as far as all that bear it agree.
create temp table procedure_words as
with starts as (
    select procedure_code, procedure, valid_from as starts_on from procedure_candidates
    union
    select procedure_code, procedure, valid_to + 1
    from procedure_candidates
    where valid_to < date '9999-12-31'
),
spans as (
    select *, coalesce(
        lead(starts_on) over (partition by procedure_code, procedure order by starts_on) - 1,
        date '9999-12-31'
    ) as ends_on
    from starts
),
closest as (
    select candidates.*, starts_on, ends_on
    from procedure_candidates as candidates
    join spans
        on spans.procedure_code is not distinct from candidates.procedure_code
        and spans.procedure = candidates.procedure
        and starts_on between valid_from and valid_to
    qualify rank() over (
        partition by candidates.procedure_code, candidates.procedure, starts_on order by dropped
    ) = 1
)
select procedure_code, procedure, code, name, field, topic, valid_from, valid_to
from written_procedures
join procedures on procedures.code = known_code
union all
select procedure_code, procedure,
    -- A code that is not known stays; the name says the rest.
    coalesce(any_value(known_code), if(count(distinct coalesce(code, name)) = 1, any_value(code), null)),
    min(name),
    min(field),
    if(count(distinct coalesce(topic, '')) = 1, any_value(topic), null),
    starts_on,
    ends_on
from closest
group by procedure_code, procedure, starts_on, ends_on
having count(distinct field) = 1;
