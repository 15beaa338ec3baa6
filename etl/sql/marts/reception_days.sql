-- grain: reception_days, one row a day of reception that a role in a unit owed in a month or a week that
-- is over; held_on is the day that met it, null where none did. A span owes by the quota in force on its
-- first day, no more than its working days, if it lies wholly within the unit's own days and the register
-- had begun by its end.
create table reception_days as
with spans as (
    select
        per,
        date_trunc(per, day)::date as first_day,
        max(day) as last_day,
        count_if(is_working)::integer as working_days
    from calendar
    cross join (select unnest(['week', 'month']) as per)
    group by per, first_day
    -- The calendar may begin or end within a week.
    having count(*) = max(day) - first_day + 1 and date_trunc(per, max(day) + 1)::date = max(day) + 1
),
owed as (
    select
        register.unit_key,
        quota.role as host_role,
        spans.first_day,
        spans.last_day,
        unnest(range(1, least(quota.days, working_days) + 1)) as place
    from spans
    join reception_quotas as quota
        on quota.per = spans.per and spans.first_day between quota.valid_from and quota.valid_to
    join coverage as register
        on register.source = 'receptions' and spans.last_day >= register.first_day
        -- What is kept on a page is known to any day on which somebody asks.
        and (register.is_kept_on_page or spans.last_day <= register.last_day)
    left join units on units.unit_key = register.unit_key
    where spans.first_day >= coalesce(units.valid_from, spans.first_day)
        and spans.last_day <= coalesce(units.valid_to, spans.last_day)
),
held as (
    select
        owed.unit_key, owed.host_role, first_day, last_day, held_on,
        row_number() over (
            partition by owed.unit_key, owed.host_role, first_day, last_day order by held_on
        ) as place
    from (select distinct unit_key, host_role, first_day, last_day from owed) as owed
    join (
        select distinct unit_key, host_role, held_on from receptions where kind = 'regular'
    ) as days
        on days.unit_key = owed.unit_key and days.host_role = owed.host_role
        and held_on between first_day and last_day
)
select *
from owed
left join held using (unit_key, host_role, first_day, last_day, place)
order by last_day, first_day, unit_key, host_role, place;
