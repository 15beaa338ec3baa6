-- grain: letters_affected, one row a dossier that may owe other letters, or of whose letters something else became.
create temp table letters_affected as
from affected_dossiers
union
select dossier_id
from (
    (from older.side_letters except all from newer.side_letters)
    union all
    (from newer.side_letters except all from older.side_letters)
)
where dossier_id is not null
union
select dossier_id
from built.dossiers
join (
    select coalesce(was.unit_key, now.unit_key) as unit_key
    from older.spans_of_letters as was
    full join newer.spans_of_letters as now on now.unit_key is not distinct from was.unit_key
    where (was.kept_from, was.kept_until) is distinct from (now.kept_from, now.kept_until)
) as moved on moved.unit_key is not distinct from dossiers.unit_key;

-- And one that is open, or was, may be judged on another day now.
create temp table open_affected as
from affected_dossiers
union
select dossier_id
from built.open_dossiers
where unit_key in (select unit_key from moved_units)
    or unit_key is null and exists (from moved_units where moved_units.unit_key is null);

create temp table listed_dossiers as
from built.dossiers
where dossier_id in (from letters_affected union from open_affected);
