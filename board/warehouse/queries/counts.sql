-- grain: one row a period and group; what dossiers did in it, and what was open at its end (form
-- II.06a: received 4 and 5, settled 7 to 10, open 11 to 13).
with days as (
    select
        day,
        group_of($by, unit_key, field, procedure_key, channel, topic) as "group",
        sum(received) filter (channel = 'online')::integer as received_online,
        sum(columns([
            'submitted', 'refused', 'received', 'settled', 'before_time', 'overdue', 'on_last_day',
            'moved_late', 'supplemented_twice', 'complained_of', 'finished', 'responded',
            'responded_staff', 'due', 'due_met', 'due_waiting', 'due_first', 'due_first_met',
            'first_due_passed', 'paused_late', 'withdrawn', 'withdrawn_late'
        ]))::integer,
        sum(received - settled)::integer as open_delta,
        sum(received_undated)::integer as undated_delta,
        sum(became_overdue - left_overdue)::integer as overdue_delta,
        sum(became_overdue_undated)::integer as overdue_undated_delta
    from chosen_days($unit, $left_out, $by, $starts, $ends)
    where matches_filters(unit_key, field, procedure_key, channel, $unit, $left_out, $field, $procedure, $channel, $certification)
        and day <= list_max($ends)
    group by all
)
select
    period,
    "group",
    coalesce(sum(columns([
        'received_online', 'submitted', 'refused', 'received', 'settled', 'before_time', 'overdue',
        'on_last_day', 'moved_late', 'supplemented_twice', 'complained_of', 'finished', 'responded',
        'responded_staff', 'due', 'due_met', 'due_waiting', 'due_first', 'due_first_met',
        'first_due_passed', 'paused_late', 'withdrawn', 'withdrawn_late'
    ])) filter (day >= first_day), 0)::bigint,
    (sum(settled - before_time - overdue) filter (day >= first_day))::bigint as on_time,
    -- QĐ 766: the two shares are taken off one after the other, so what is both counts twice.
    greatest(sum(settled - overdue - complained_of) filter (day >= first_day), 0)::bigint as content_qd766,
    sum(open_delta)::bigint as in_hand,
    sum(open_delta - overdue_delta)::bigint as in_hand_within,
    sum(overdue_delta)::bigint as in_hand_overdue,
    -- (13) holds what is finished without a date, but nobody may call that overdue.
    sum(overdue_delta - overdue_undated_delta)::bigint as in_hand_late,
    sum(undated_delta)::bigint as in_hand_undated
from periods($starts, $ends)
join days on day <= last_day
group by all
having bool_or(day >= first_day) or sum(open_delta) > 0
order by all;
