-- grain: one row a working time; how many dossiers received in the period were finished with it, and
-- how many were last seen open, or withdrawn, with it.
with taken as (
    select
        coalesce(is_finished and settled_on <= known_until, false) as is_finished_by_then,
        if(
            is_finished_by_then,
            working_days,
            greatest(
                work_day_number(least(settled_on, known_until)) - work_day_number(received_on) - paused_days,
                0
            )
        ) as working_days
    from dossiers_as_of
    where matches_filters(unit_key, field, procedure_key, channel, $unit, $left_out, $field, $procedure, $channel, $certification)
        and in_form
        and received_on between $from and $to
)
select
    working_days::double as working_days,
    count(*) filter (is_finished_by_then) as finished,
    count(*) filter (not is_finished_by_then) as censored
from taken
where working_days is not null
group by all
order by all;
