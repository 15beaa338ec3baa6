-- grain: one row a row of `judged` that is of none of the units $codes, as they are $today, nor of
-- one that went into them: its line, the word for its unit where that is known to be one, and why. Without
-- a unit a row is of its dossier's unit, as `known_dossiers` has it, else of the home unit.
with own as (
    select unit_key
    from units
    where list_contains($codes, code)
    qualify row_number() over (partition by code order by valid_from <= $today desc, valid_from desc) = 1
),
allowed as (
    from own
    union
    select part from unit_parts where whole in (from own)
),
meant as (
    -- What a word means on the day of the file, or where it means no unit then, on any other.
    select unit as word, unit_key
    from unit_words
    qualify rank() over (partition by unit order by $as_of between valid_from and valid_to desc) = 1
),
written as (
    select
        line,
        known_dossiers.unit_key as dossier_of,
        case when $names_units then
            coalesce(unit, if(dossier_of is null, coalesce(getvariable('home_unit')::varchar, ''), null))
        end as word
    from judged
    left join known_dossiers using (dossier_id)
)
select
    line,
    if(not is_of_other and word in (select word from meant), word, null) as shown,
    case
        when is_of_other then 'dossier_of_other_unit'
        when word = '' then 'without_unit'
        else 'row_of_other_unit'
    end as reason
from (
    -- Of an empty list even null is said to be no member.
    select *, dossier_of is not null and dossier_of not in (from allowed) as is_of_other
    from written
)
where is_of_other
    or word is not null and word not in (select word from meant where unit_key in (from allowed))
order by line;
