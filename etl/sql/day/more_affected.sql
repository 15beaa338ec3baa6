-- grain: dossiers and feedback, one row each; those that are affected without having changed.
insert into dossiers by name
from built.dossiers
where dossier_id in (from affected_dossiers) and dossier_id not in (from rated_dossiers);

insert into feedback by name
from built.feedback
where dossier_id in (from affected_dossiers) and dossier_id not in (from rated_dossiers);

insert into dissatisfied_dossiers
from built.dissatisfied_dossiers
where dossier_id in (from affected_dossiers) and dossier_id not in (from rated_dossiers);
