-- A dossier has at most one counter rating of the citizen, one that staff recorded and one of a survey.
select dossier_id, if(is_own, 'own', source) as given_by, count(*)
from feedback
where scale = 3 and dossier_id is not null
group by all
having count(*) > 1;
