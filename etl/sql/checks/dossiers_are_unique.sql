-- A dossier stands once.
select dossier_id, count(*) from dossiers group by all having count(*) > 1;
