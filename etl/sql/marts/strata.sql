-- grain: strata, one row a unit, field, procedure, topic and channel that dossiers have together; how many
-- have them. A mart that has many rows keeps the number: to write the words of each takes longer than to count them.
create table strata as
select
    row_number() over (order by unit_key, procedure_key, channel, field, topic)::integer as stratum,
    unit_key,
    field,
    procedure_key,
    topic,
    channel,
    dossiers
from (
    select unit_key, field, procedure_key, topic, channel, count(*)::integer as dossiers
    from dossiers_as_of
    group by all
);
