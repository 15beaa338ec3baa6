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

-- One row a unit and a unit that went into it, through however many mergers.
create temp table unit_parts as
with recursive parts(whole, part, code, valid_from, valid_to) as (
    select unit_key, unit_key, code, valid_from, valid_to from units
    union
    select parts.whole, older.unit_key, older.code, older.valid_from, older.valid_to
    from parts
    join units as older
        on older.successor = parts.code
        and older.valid_to + 1 between parts.valid_from and parts.valid_to
)
select whole, part from parts where part <> whole;
