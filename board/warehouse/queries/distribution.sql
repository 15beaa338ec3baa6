-- grain: one row a step of working days; dossiers finished in the period that took so long. The last
-- step holds all that took longer.
select
    least(floor(working_days / $width), $steps - 1)::integer as step,
    sum(dossiers)::bigint as count
from chosen_working_times($unit, $left_out, null, [$from], [$to])
where matches_filters(unit_key, field, procedure_key, channel, $unit, $left_out, $field, $procedure, $channel, $certification)
    and finished_on between $from and $to
group by all
order by all;
