-- grain: dossiers and feedback, one row each; those that are affected without having changed.
insert into dossiers by name from dossiers_affected;
insert into feedback by name from ratings_affected;
insert into dissatisfied_dossiers
from built.dissatisfied_dossiers
where dossier_id in (from affected_dossiers) and dossier_id not in (from rated_dossiers);
