-- grain: one row a period and group; dossiers finished in it, and how many have a counter rating.
with days as (
    select
        settled_on,
        group_of($by, d) as "group",
        count(*) as finished,
        count(*) filter (where dossier_id in (from counter_rated())) as responded
    from chosen($unit, $field, $procedure, $channel, $without) as d
    where status_code in (9, 10)
        and settled_on between list_min($starts) and list_max($ends)
        and settled_on <= known_until
    group by all
)
select
    period,
    "group",
    sum(finished)::bigint as finished,
    sum(responded)::bigint as responded
from periods($starts, $ends)
join days on settled_on between first_day and last_day
group by all
order by all;
