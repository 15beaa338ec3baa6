-- grain: one row a period and group; dossiers finished in it, and how many have a counter rating.
select
    period,
    group_of($by, d) as "group",
    count(*) as finished,
    count(*) filter (dossier_id in (
        select dossier_id from feedback
        where scale = 3 and overall is not null and dossier_id is not null
    )) as responded
from chosen($unit, $field, $procedure, $channel, $without) as d
join periods($starts, $ends) on settled_on between first_day and last_day
where status_code in (9, 10)
group by all
order by all;
