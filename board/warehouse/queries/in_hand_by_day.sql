-- grain: one row a working day of the period; open dossiers at its end, without those that wait
-- for the citizen at the newest export (how long others waited before is not dated).
with changes as (
    select day, sum(received - settled) as came
    from dossier_days
    where matches_filters(unit_key, field, procedure_key, channel, $unit, $left_out, $field, $procedure, $channel, $certification)
        and day <= $to
    group by all
    union all
    select received_on as day, -count(*) as came
    from open_dossiers
    where matches_filters(unit_key, field, procedure_key, channel, $unit, $left_out, $field, $procedure, $channel, $certification)
        and is_waiting
    group by all
)
select calendar.day, coalesce(sum(came), 0)::bigint as in_hand
from calendar
left join changes on changes.day <= calendar.day
where is_working and calendar.day between $from and $to
group by all
order by all;
