-- grain: working_time_months_of_all_units, one row a month (its first day), field, procedure, topic, channel and
-- working time; working_times_of_all_units added up over its days.
create table working_time_months_of_all_units as
select
    date_trunc('month', finished_on)::date as month,
    field,
    procedure_key,
    topic,
    channel,
    working_days,
    sum(dossiers)::integer as dossiers
from working_times_of_all_units
group by all;
