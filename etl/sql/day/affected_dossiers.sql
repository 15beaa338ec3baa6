-- grain: affected_dossiers, one row a dossier of which a mart may count another way: it changed, or its ratings or
-- petitions did, or its unit's as-of moved across one of its days.
create temp table moved_units as
select
    coalesce(was.unit_key, now.unit_key) as unit_key,
    least(was.as_of, now.as_of) as first_day,
    greatest(was.as_of, now.as_of) as last_day
from older.unit_as_of as was
full join newer.unit_as_of as now on now.unit_key is not distinct from was.unit_key
where was.as_of is distinct from now.as_of;

create temp table affected_dossiers as
from rated_dossiers
union
from affected_by_petitions
union
select dossier_id
from built.dossiers
join moved_units as moved on moved.unit_key is not distinct from dossiers.unit_key
where submitted_at::date between first_day and last_day
    or received_at::date between first_day and last_day
    or settled_on between first_day and last_day
    or due_at::date between first_day and last_day
    or first_due_at::date between first_day and last_day;

-- What is affected without having changed, read once for both sides.
create temp table dossiers_affected as
from built.dossiers
where dossier_id in (from affected_dossiers) and dossier_id not in (from rated_dossiers);

create temp table ratings_affected as
from built.feedback
where dossier_id in (from affected_dossiers) and dossier_id not in (from rated_dossiers);
