-- grain: strata, one row a unit, field, procedure, topic and channel that dossiers have together. Those that stay
-- keep their number, new ones get the next, and either side's marts count by it.
create temp table stratum_changes as
select
    coalesce(built.strata.stratum, null) as stratum,
    changes.unit_key, changes.field, changes.procedure_key, changes.topic, changes.channel,
    coalesce(built.strata.dossiers, 0) + changes.dossiers as dossiers
from (
    select unit_key, field, procedure_key, topic, channel, sum(dossiers)::integer as dossiers
    from (
        select * from newer.strata
        union all
        select * replace (-dossiers as dossiers) from older.strata
    )
    group by all
) as changes
left join built.strata
    on built.strata.unit_key is not distinct from changes.unit_key
    and built.strata.field = changes.field
    and built.strata.procedure_key is not distinct from changes.procedure_key
    and built.strata.topic is not distinct from changes.topic
    and built.strata.channel = changes.channel;

update stratum_changes
set stratum = next.stratum
from (
    select
        rowid as row,
        (select coalesce(max(stratum), 0) from built.strata)
            + row_number() over (order by unit_key, procedure_key, channel, field, topic) as stratum
    from stratum_changes
    where stratum is null
) as next
where next.row = stratum_changes.rowid;

delete from built.strata where stratum in (select stratum from stratum_changes);
insert into built.strata by name from stratum_changes where dossiers <> 0;
