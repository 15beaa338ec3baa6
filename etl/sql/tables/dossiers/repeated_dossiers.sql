-- grain: repeated_dossiers, one row a dossier that stands in several rows; nearly every one is seen once, and
-- only the others need their states put in order.
create temp table repeated_dossiers as
select hash(dossier_id) as dossier_hash
from dossiers_rows
where bad_reason is null
group by all
having count(*) > 1;
