-- grain: one row a task or a dated event that names the measure which it should move, and from when.
select 'task' as kind, title as what, measure, effect_on as on_day, unit_key
from known_tasks($kept_until)
where measure is not null
    and effect_on <= $to
    and outcome <> 'cancelled'
    and in_scope(unit_key, $unit)
union all
select 'event', note, measure, day, null
from events
where measure is not null
    and day <= $to
    and code_in_scope(unit_code, $unit)
order by on_day desc, what;
