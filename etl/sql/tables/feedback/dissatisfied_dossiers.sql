-- grain: dissatisfied_dossiers, one row a dossier that any counter rating calls Không hài lòng, whatever was
-- rated after it and whoever recorded it.
create table dissatisfied_dossiers as
select distinct dossier_id
from feedback_of_units
where scale = 3 and overall = 1 and dossier_id is not null and not is_corrected
order by dossier_id;
