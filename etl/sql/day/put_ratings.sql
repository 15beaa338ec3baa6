-- grain: feedback, one row a rating; the affected ones are put in the place of the old ones.
delete from built.feedback where dossier_id in (from rated_dossiers);
delete from built.feedback
where rowid in (
    select stands.rowid
    from built.feedback as stands
    join (from older.feedback where dossier_id is null) as old
        on old.source_file = stands.source_file and old.source_line = stands.source_line
        and old.rated_at = stands.rated_at
        and hash(old) = hash(stands)
    where stands.dossier_id is null
);
insert into built.feedback by name from newer.feedback;

delete from built.dissatisfied_dossiers where dossier_id in (from rated_dossiers);
insert into built.dissatisfied_dossiers from newer.dissatisfied_dossiers;
