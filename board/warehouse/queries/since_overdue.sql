-- grain: one row a dossier that is overdue on $then or on $now, as form II.06a (13) judges a day but
-- without what is finished and has no date, the soonest due first; and those named in $ids, overdue or
-- not.
with d as (
    select
        *,
        least($then, known_until) as then_on,
        least($now, known_until) as now_on,
        not finished_without_date and (settled_on is null or settled_on > then_on) as is_open_then,
        not finished_without_date and (settled_on is null or settled_on > now_on) as is_open_now
    from dossiers_as_of
),
placed as (
    select
        dossier_id,
        procedure,
        field,
        unit_key,
        due_on,
        settled_on,
        counted_as,
        coalesce(overdue_from <= then_on and is_open_then, false) as was_overdue,
        coalesce(overdue_from <= now_on and is_open_now, false) as is_overdue
    from d
    where matches_filters(d, $unit, null, $field, $procedure, $channel, $certification)
        -- As a scan can use it to pass over what was settled before both days.
        and (
            settled_on is null
            or settled_on > least($then, $now, getvariable('all_known_until'))
            or (len($ids::varchar[]) > 0 and dossier_id in (select unnest($ids::varchar[])))
        )
)
from placed
where was_overdue or is_overdue or dossier_id in (select unnest($ids::varchar[]))
order by due_on, dossier_id;
