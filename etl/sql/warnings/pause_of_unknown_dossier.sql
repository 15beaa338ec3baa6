-- grain: one row a file: pauses of dossiers that no file has.
insert into doubts
select 'pause_of_unknown_dossier', source_file, count(*)
from pauses
where not exists (from dossiers where dossiers.dossier_id = pauses.dossier_id)
group by all;
