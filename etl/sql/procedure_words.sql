-- grain: procedure_words, one row a (code, name) as files write them and a span of days: by the code,
-- else by the name, of which code, field and topic are known as far as all that bear it agree.
create temp table procedure_words as
with pairs as materialized (
    select distinct procedure_code, procedure from dossiers_rows
),
written as (
    select *, coalesce(procedure_code_of(procedure_code), code_in_name(procedure)) as known_code from pairs
),
written_keys as (
    select *, unnest(procedure_name_keys(procedure)) as name_key
    from written
    where known_code is null
        or known_code not in (select code from procedures where code is not null)
),
named_keys as (
    select *, unnest(procedure_name_keys(name)) as name_key from procedures
),
candidates as (
    -- The fewer letters are dropped on either side, the closer the name.
    select procedure_code, procedure, known_code, named_keys.* exclude (name_key),
        min(strlen(fold(procedure)) + strlen(fold(name)) - 2 * strlen(name_key)) as dropped
    from written_keys
    join named_keys using (name_key)
    group by all
),
starts as (
    select procedure_code, procedure, valid_from as starts_on from candidates
    union
    select procedure_code, procedure, valid_to + 1
    from candidates
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
    from candidates
    join spans
        on spans.procedure_code is not distinct from candidates.procedure_code
        and spans.procedure = candidates.procedure
        and starts_on between valid_from and valid_to
    qualify rank() over (
        partition by candidates.procedure_code, candidates.procedure, starts_on order by dropped
    ) = 1
)
select procedure_code, procedure, code, name, field, topic, valid_from, valid_to
from written
join procedures on procedures.code = written.known_code
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
