-- grain: one row a file: ratings of dossiers that no file has.
insert into doubts
select 'rating_of_unknown_dossier', source_file, count(*)
from feedback
where dossier_id is not null
    and not exists (from dossiers where dossiers.dossier_id = feedback.dossier_id)
group by all;
