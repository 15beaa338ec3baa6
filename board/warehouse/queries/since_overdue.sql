-- grain: one row a dossier that is overdue on $then or on $now, as form II.06a (13) judges a day but
-- without what is finished and has no date, the soonest due first; and those named in $ids, overdue or
-- not.
with d as (
    -- A scan can pass over what was settled before both days.
    select *
    from dossiers_as_of
    where settled_on is null or settled_on > least($then, $now, getvariable('all_known_until'))
    union all
    select *
    from dossiers_as_of
    where settled_on <= least($then, $now, getvariable('all_known_until'))
        and dossier_id in (select unnest($ids::varchar[]))
),
judged as (
    select
        dossier_id,
        procedure,
        field,
        unit_key,
        due_on,
        settled_on,
        status_code,
        counted_as,
        not finished_without_date and coalesce(
            overdue_from <= least($then, known_until)
            and (settled_on is null or settled_on > least($then, known_until)),
            false
        ) as was_overdue,
        not finished_without_date and coalesce(
            overdue_from <= least($now, known_until)
            and (settled_on is null or settled_on > least($now, known_until)),
            false
        ) as is_overdue
    from d
    where matches_filters(unit_key, field, procedure_key, channel, $unit, null, $field, $procedure, $channel, $certification)
)
from judged
where was_overdue or is_overdue or dossier_id in (select unnest($ids::varchar[]))
order by due_on, dossier_id;
