-- grain: open_dossiers, one row a dossier open at its unit's newest export; of most it is another day now.
create or replace table built.open_dossiers as
from built.open_dossiers
where dossier_id not in (from open_affected)
union all by name
from newer.open_dossiers;
