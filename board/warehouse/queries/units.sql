-- grain: one row a unit that has dossiers, ratings or a register, itself or through its predecessors. Whatever
-- unit a source has rows of stands in `coverage`.
with seen as (
    select unit_key, dossiers from strata where unit_key is not null
    union all
    select distinct unit_key, 0 from coverage where unit_key is not null
)
select
    scope.unit_key,
    coalesce(units.code, scope.unit_key) as code,
    coalesce(upper(left(units.full_name, 1)) || substr(units.full_name, 2), scope.unit_key) as name,
    coalesce(units.valid_from, date '1900-01-01')::timestamp as valid_from,
    -- An open end stands beyond what a frame's timestamps hold.
    nullif(units.valid_to, date '9999-12-31')::timestamp as valid_to,
    sum(seen.dossiers)::bigint as dossiers
from unit_scope as scope
join seen on seen.unit_key = scope.member_key
left join units on units.unit_key = scope.unit_key
group by all
order by dossiers desc, name;
