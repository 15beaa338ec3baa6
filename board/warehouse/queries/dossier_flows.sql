-- grain: one row a period, unit, field and procedure; what dossiers did in it. `counts` asked by stratum,
-- without the stocks, which would be added up day by day for each.
select
    period,
    stratum_of(unit_key, field, procedure_key) as "group",
    coalesce(sum(received) filter (channel = 'online'), 0)::bigint as received_online,
    sum(columns([
        'submitted', 'refused', 'received', 'settled', 'before_time', 'overdue', 'on_last_day', 'moved_late',
        'supplemented_twice', 'complained_of', 'finished', 'responded', 'responded_staff', 'due', 'due_met',
        'due_first', 'due_first_met', 'first_due_passed', 'paused_late', 'withdrawn', 'withdrawn_late'
    ]))::bigint,
    sum(settled - before_time - overdue)::bigint as on_time
from periods($starts, $ends)
join chosen_days($unit, $left_out, 'stratum', $starts, $ends) on day between first_day and last_day
where matches_filters(unit_key, field, procedure_key, channel, $unit, $left_out, $field, $procedure, $channel, $certification)
group by all
order by all;
