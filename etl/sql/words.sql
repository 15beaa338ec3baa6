-- grain: one temporary table a kind of word; what the files say, met with the reference files.

-- One row a way of naming a unit and a span of days in which it means exactly one unit.
create temp table unit_words as
with said as (
    select distinct unit from dossiers_rows where unit is not null
    union
    select distinct unit from feedback_rows where unit is not null
    union
    select getvariable('home_unit')::varchar
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

-- One row a (code, name) as files write them and a span of days: by code first, else by name.
create temp table procedure_words as
with said as (
    select distinct
        procedure_code,
        procedure,
        -- A spreadsheet turns 1.001190 into 1.00119; the code always has six decimals.
        case
            when regexp_matches(procedure_code, '^\d\.\d{6}') then left(procedure_code, 8)
            when regexp_matches(procedure_code, '^\d\.\d{1,5}$') then rpad(procedure_code, 8, '0')
            else procedure_code
        end as code
    from dossiers_rows
)
select
    said.procedure_code,
    said.procedure,
    coalesce(known.code, said.code) as code,
    coalesce(known.name, said.procedure) as name,
    known.field,
    known.topic,
    coalesce(known.valid_from, date '0001-01-01') as valid_from,
    coalesce(known.valid_to, date '9999-12-31') as valid_to
from said
left join procedures as known
    on known.code = said.code
    or (fold(known.name) = fold(said.procedure)
        and said.code is null)
    or (fold(known.name) = fold(said.procedure)
        and not exists (from procedures as p where p.code = said.code));
