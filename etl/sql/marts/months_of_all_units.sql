-- grain: months_of_all_units, one row a month (its first day) and a field, procedure, topic and channel;
-- days_of_all_units added up over its days.
create table months_of_all_units as
select
    date_trunc('month', day)::date as month,
    field,
    procedure_key,
    topic,
    channel,
    sum(columns(* exclude (day, field, procedure_key, topic, channel)))::integer
from days_of_all_units
group by all;
