-- grain: one row a task or a dated event that names the measure which it should move, and from when;
-- of a field where it names one, `is_done` as it stood on the day asked or at the newest register.
select
    'task' as kind,
    title as what,
    measure,
    field,
    effect_on as on_day,
    coalesce(done_on <= least($to, known_until), false) as is_done
from known_tasks($kept_until)
where measure is not null
    and effect_on <= $to
    and outcome <> 'cancelled'
    and in_scope(unit_key, $unit)
    and coalesce(field = $field, true)
union all
select 'event', note, measure, null, day, true
from events
where measure is not null
    and day <= $to
    and code_in_scope(unit_code, $unit)
order by on_day desc, what;
