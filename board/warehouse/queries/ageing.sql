-- grain: one row an age band of open dossiers; age in working days since receipt. One finished
-- without a date has no age: it is not getting older.
with d as (
    select age_working_days, state_of(o, $due_soon_days) as state
    from open_dossiers as o
    where matches_filters(unit_key, field, procedure_key, channel, $unit, null, $field, $procedure, $channel, $certification)
),
bands as (
    select unnest(range(6)) as band, unnest([0, 3, 6, 11, 21, 41]) as from_days,
        unnest([2, 5, 10, 20, 40, null]) as to_days
)
select
    band,
    from_days,
    to_days,
    count(state) filter (state in ('within', 'due_soon', 'no_due_date')) as within,
    count(state) filter (state = 'waiting') as waiting,
    count(state) filter (state = 'overdue') as overdue
from bands
left join d on age_working_days between from_days and coalesce(to_days, 1e9)
group by all
order by band;
