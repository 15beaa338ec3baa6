-- grain: dossiers, one row a dossier; those that did not change themselves but their ratings may.
insert into dossiers
from built.dossiers
where dossier_id in (from rated_dossiers) and dossier_id not in (from changed_dossiers);
