-- grain: dossiers, one row a dossier that changed or is rated, as the published snapshot has it.
create table dossiers as
from built.dossiers
where dossier_id in (from rated_dossiers);
