-- grain: overdue_dossiers, one row a dossier that may be overdue on one of two days, as form II.06a (13) judges a
-- day but without what is finished and has no date, and one of `ids`; with whether it was and is.
create or replace temp macro overdue_dossiers(then_day, now_day, ids) as table
with d as (
    -- A scan can pass over what was settled before both days.
    select *
    from dossiers_as_of
    where settled_on is null or settled_on > least(then_day, now_day, getvariable('all_known_until'))
    union all
    select *
    from dossiers_as_of
    where len(ids::varchar[]) > 0
        and settled_on <= least(then_day, now_day, getvariable('all_known_until'))
        and dossier_id in (select unnest(ids::varchar[]))
)
select
    dossier_id,
    procedure,
    field,
    unit_key,
    procedure_key,
    channel,
    due_on,
    settled_on,
    status_code,
    counted_as,
    not finished_without_date and coalesce(
        overdue_from <= least(then_day, known_until)
        and (settled_on is null or settled_on > least(then_day, known_until)),
        false
    ) as was_overdue,
    not finished_without_date and coalesce(
        overdue_from <= least(now_day, known_until)
        and (settled_on is null or settled_on > least(now_day, known_until)),
        false
    ) as is_overdue
from d;
