-- grain: one row a period and group in which a chosen unit kept the register of receptions; days of
-- reception owed and held, sessions and what they brought, replies by their due days.
with known as (from known_periods('receptions', $starts, $ends, $unit, $left_out, $kept_until)),
days as (
    select
        period,
        unit_key,
        count(*) filter (host_role = 'secretary') as secretary_owed,
        count(held_on) filter (host_role = 'secretary') as secretary_held,
        count(*) filter (host_role = 'chair') as chair_owed,
        count(held_on) filter (host_role = 'chair') as chair_held
    from known
    join reception_days as d using (unit_key)
    where d.last_day between known.first_day and known.last_day
    group by all
),
sessions as (
    select
        period,
        unit_key,
        count(*) filter (held_on between first_day and last_day) as held,
        sum(people) filter (held_on between first_day and last_day) as people,
        sum(issues_raised) filter (held_on between first_day and last_day) as issues_raised,
        sum(issues_settled) filter (held_on between first_day and last_day and issues_raised > 0)
            as issues_settled,
        count(*) filter (reply_by between first_day and least(last_day, known.as_of - 1)) as replies_due,
        count(*) filter (
            reply_by between first_day and least(last_day, known.as_of - 1) and replied_on <= reply_by
        ) as replied_in_time
    from known
    join receptions using (unit_key)
    group by all
)
select
    period,
    if($by = 'unit', unit_key, null) as "group",
    coalesce(sum(columns([
        'secretary_owed', 'secretary_held', 'chair_owed', 'chair_held', 'held', 'people', 'issues_raised',
        'issues_settled', 'replies_due', 'replied_in_time'
    ])), 0)::bigint
from known
left join days using (period, unit_key)
left join sessions using (period, unit_key)
group by all
order by all;
