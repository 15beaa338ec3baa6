-- grain: one row a file: letters of dossiers that no file has.
insert into doubts
select 'letter_of_unknown_dossier', letters.source_file, count(*)
from letters
left join dossiers using (dossier_id)
where letters.dossier_id is not null
    and kind <> 'thanks'
    and dossiers.dossier_id is null
    and not exists (
        from letters_owed as owed
        where owed.dossier_id = letters.dossier_id and owed.kind = letters.kind
    )
group by all;
