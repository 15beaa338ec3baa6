-- grain: field_words, one row a field as the files write it: as procedures.csv writes it, else as most rows do.
create temp table field_words as
with written as (
    select field, fold(field) as field_key, count(*) as rows
    from dossiers_rows
    where field is not null
    group by all
),
known as (
    select fold(field) as field_key, min(field) as known_field from procedures group by all
)
select
    field as written_field,
    coalesce(
        known_field, first_value(field) over (partition by field_key order by rows desc, field)
    ) as field
from written
left join known using (field_key);
