-- grain: unit_parts, one row a unit and a unit that went into it, through however many mergers.
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
