-- A pause of a dossier stands once.
select dossier_id, kind, began_at, count(*) from pauses group by all having count(*) > 1;
