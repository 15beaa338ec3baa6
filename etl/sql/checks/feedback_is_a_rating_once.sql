-- A dossier has at most one counter rating.
select dossier_id, count(*)
from feedback
where scale = 3 and dossier_id is not null
group by all
having count(*) > 1;
