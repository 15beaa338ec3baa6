-- grain: due_histories, one row a repeated dossier with a due date: the first one, and how it moved.
create temp view due_histories as
with dues as (
    select
        dossier_id,
        due_at,
        age,
        lag(due_at::date) over earlier as due_before,
        lag(as_of) over earlier as shown_on
    from dossier_days_seen
    where due_at is not null
    window earlier as (partition by dossier_id order by age desc)
)
select
    dossier_id,
    arg_max(due_at, age) as first_due_at,
    count(*) filter (due_at::date <> due_before)::integer as due_changes,
    count(*) filter (due_at::date <> due_before and shown_on > due_before) > 0 as due_moved_late
from dues
group by all;
