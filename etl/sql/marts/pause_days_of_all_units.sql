-- grain: pause_days_of_all_units, one row a day, field, procedure, topic and channel; how many pauses began on
-- that day in all units, and how many of them on the last one.
create table pause_days_of_all_units as
select
    began_at::date as began_on,
    field,
    procedure_key,
    topic,
    channel,
    count(*)::integer as begun,
    count_if(is_begun_on_last_day)::integer as begun_on_last_day
from pauses
join unit_as_of as known on known.unit_key is not distinct from pauses.unit_key
where began_on <= known.as_of and field is not null
group by all;
