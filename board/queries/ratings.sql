-- grain: one row a period and group; overall ratings by scale and how many are content.
select
    period,
    case $by when 'source' then source when 'field' then field when 'unit' then unit_key end
        as "group",
    count(*) filter (scale = 3) as rated,
    count(*) filter (scale = 3 and overall >= 2) as satisfied,
    count(*) filter (scale = 5) as surveyed,
    count(*) filter (scale = 5 and overall >= 4) as satisfied_survey
from chosen_ratings($unit, $field, $procedure, $channel, $without)
join periods($starts, $ends) on rated_on between first_day and last_day
where overall is not null
group by all
order by all;
