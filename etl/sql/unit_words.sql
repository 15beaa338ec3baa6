-- grain: unit_words, one row a way of naming a unit and a span of days in which it means exactly one unit:
-- by its code, as a spreadsheet writes that too, or by its name with or without its kind (P. for phường),
-- what stands above it, and the office that writes it down.
create temp table unit_words as
with written_units as (
    select unit, unnest(list_distinct([
        unit,
        regexp_replace(unit, '[.,]0+$', ''),
        fold(unit),
        regexp_replace(
            fold(unit),
            '^((vanphong)?ubnd|uybannhandan|bophan(tnvatkq|tntkq|tnvtkq|tiepnhanvatraketqua|motcua)|trungtamphucvuhanhchinhcong)+',
            ''
        )
    ])) as word_key
    from units_written
),
short_kinds as (
    select unnest(['phường', 'xã', 'thị trấn', 'thành phố', 'thị xã', 'quận', 'huyện', 'tỉnh']) as kind,
        unnest(['P', 'X', 'TT', 'TP', 'TX', 'Q', 'H', 'T']) as short
),
named as (
    select units.*, unnest([name, full_name, short || name]) as written
    from units
    left join short_kinds using (kind)
),
forms as (
    select code, unit_key, valid_from, valid_to, code as word_key from units
    union
    select code, unit_key, valid_from, valid_to, fold(written) from named where written is not null
    union
    select named.code, named.unit_key, named.valid_from, named.valid_to,
        unnest([fold(named.written || upper.written), fold(concat(named.written, upper.written, top.written)),
            fold(concat(named.written, top.written))])
    from named
    join named as upper on upper.code = named.parent
    left join named as top on top.code = upper.parent
    where named.written is not null and upper.written is not null
),
meant as (
    select distinct unit, code, unit_key, valid_from, valid_to from written_units join forms using (word_key)
)
select * from meant
where not exists (
    from meant as other
    where other.unit = meant.unit and other.code <> meant.code
        and other.valid_from <= meant.valid_to and other.valid_to >= meant.valid_from
);
