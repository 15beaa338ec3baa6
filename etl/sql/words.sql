-- grain: one temporary table a kind of word; what the files say, met with the reference files.

-- One row a way of naming a unit and a span of days in which it means exactly one unit.
create temp table unit_words as
with said as (
    select unit from units_said
),
meant as (
    select said.unit, units.code, units.unit_key, units.valid_from, units.valid_to
    from said
    join units on said.unit = units.code or fold(said.unit) in (
        fold(name), fold(full_name), fold('UBND ' || full_name), fold('Ủy ban nhân dân ' || full_name)
    )
)
select * from meant
where not exists (
    from meant as other
    where other.unit = meant.unit and other.code <> meant.code
        and other.valid_from <= meant.valid_to and other.valid_to >= meant.valid_from
);

-- One row a (code, name) as files write them and a span of days: by the code, else by the name,
-- which must mean one procedure there.
create temp table procedure_words as
with pairs as materialized (
    select distinct procedure_code, procedure from dossiers_rows
),
said as (
    select *, procedure_code_of(procedure_code) as code, fold(procedure) as name_key from pairs
),
named as (
    select *, fold(name) as name_key from procedures
),
meant as (
    select said.procedure_code, said.procedure, named.* exclude (name_key)
    from said
    join named using (code)
    union all
    select said.procedure_code, said.procedure,
        -- A code that is not known stays; the name says the rest.
        named.* exclude (name_key) replace (coalesce(said.code, named.code) as code)
    from said
    join named using (name_key)
    where (said.code is null or said.code not in (select code from procedures where code is not null))
        and not exists (
            from named as other
            where other.name_key = named.name_key
                and other.code is distinct from named.code
                and other.valid_from <= named.valid_to and other.valid_to >= named.valid_from
        )
)
select procedure_code, procedure, code, name, field, topic, valid_from, valid_to
from meant;
