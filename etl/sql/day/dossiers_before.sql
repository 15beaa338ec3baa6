-- grain: dossiers, one row a dossier that changed or is rated, as the published snapshot has it.
create table dossiers as from dossiers_published;
