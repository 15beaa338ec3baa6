-- grain: dossiers, one row a dossier in its newest state, with the history that matters.
create table dossiers as
from dossiers_in_any_order
order by received_at, dossier_id;

drop view dossiers_in_any_order;
