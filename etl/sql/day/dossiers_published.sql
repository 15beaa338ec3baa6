-- grain: dossiers_published, one row a dossier that changed or is rated, as the published snapshot has it.
create temp table dossiers_published as
from built.dossiers
where dossier_id in (from rated_dossiers);
