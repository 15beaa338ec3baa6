-- grain: dossiers, one row a dossier; those that did not change themselves but their ratings may.
insert into dossiers
from dossiers_published
where dossier_id not in (from changed_dossiers);
