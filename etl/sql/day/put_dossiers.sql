-- grain: dossiers and pauses, one row each; those of the changed dossiers are put in the place of the old ones.
create temp table affected_by_petitions as
select dossier_id
from (
    (select dossier_id from older.side_petitions except select dossier_id from newer.side_petitions)
    union all
    (select dossier_id from newer.side_petitions except select dossier_id from older.side_petitions)
)
where dossier_id is not null;

delete from built.dossiers where dossier_id in (from changed_dossiers);
insert into built.dossiers by name
from newer.dossiers where dossier_id in (from changed_dossiers);
delete from built.pauses where dossier_id in (from changed_dossiers);
insert into built.pauses by name from newer.pauses;
