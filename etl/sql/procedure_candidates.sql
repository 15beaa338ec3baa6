-- grain: procedure_candidates, one row a (code, name) whose code is not known and a procedure that has its
-- name; the fewer letters are dropped on either side, the closer the name.
create temp table procedure_candidates as
with written_keys as (
    select *, unnest(procedure_name_keys(procedure)) as name_key
    from written_procedures
    where known_code is null
        or known_code not in (select code from procedures where code is not null)
),
named_keys as (
    select *, unnest(procedure_name_keys(name)) as name_key from procedures
)
select procedure_code, procedure, known_code, named_keys.* exclude (name_key),
    min(strlen(fold(procedure)) + strlen(fold(name)) - 2 * strlen(name_key)) as dropped
from written_keys
join named_keys using (name_key)
group by all;
