-- grain: one row a file and a doubt: letters that their dossier does not owe, and those of dossiers that no
-- file has. Both at once, since to look for a letter's dossier is to read all of them.
insert into doubts
select
    if(dossiers.dossier_id is null, 'letter_of_unknown_dossier', 'letter_not_owed') as code,
    letters.source_file,
    count(*)
from letters
left join dossiers using (dossier_id)
where letters.dossier_id is not null
    and kind <> 'thanks'
    and not exists (
        from letters_owed as owed
        where owed.dossier_id = letters.dossier_id and owed.kind = letters.kind
    )
group by all;
