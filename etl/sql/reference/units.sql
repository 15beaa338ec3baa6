-- grain: units, one row a unit and the days on which its code means it.
create table units as
with recursive above(line, code) as (
    select line, parent from reference_units where parent is not null
    union
    select above.line, upper.parent
    from above
    join reference_units as upper using (code)
    where upper.parent is not null
)
select code, name, kind, parent, valid_from, valid_to, successor, kind || ' ' || name as full_name,
    code || '@' || valid_from as unit_key
from reference_units as unit
where validate_row(line, case
    when exists (from above where above.line = unit.line and above.code = unit.code)
        then 'parent_of_itself'
    when successor is not null and valid_to = date '9999-12-31' then 'successor_too_early'
    when successor is not null and not exists (
        from reference_units as next
        where next.code = unit.successor and unit.valid_to + 1 between next.valid_from and next.valid_to
    ) then 'successor_missing'
    when parent is not null and not exists (
        from reference_units as upper
        where upper.code = unit.parent
            and upper.valid_from <= unit.valid_to and upper.valid_to >= unit.valid_from
    ) then 'parent_missing'
end);
