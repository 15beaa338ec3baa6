-- grain: strata, one row a stratum of the affected dossiers, by the number that it has among all.
update strata
set stratum = changes.stratum
from stratum_changes as changes
where strata.unit_key is not distinct from changes.unit_key
    and strata.field = changes.field
    and strata.procedure_key is not distinct from changes.procedure_key
    and strata.topic is not distinct from changes.topic
    and strata.channel = changes.channel;
