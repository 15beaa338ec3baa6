-- grain: one row a step of working days; dossiers finished in the period that took so long. The last
-- step holds all that took longer.
select
    least(floor(working_days / $width), $steps - 1)::integer as step,
    count(*) as count
from dossiers_as_of
where matches_filters(unit_key, field, procedure_key, channel, $unit, $left_out, $field, $procedure, $channel, $certification)
    and is_finished
    and settled_on between $from and least($to, known_until)
    and working_days is not null
group by all
order by all;
