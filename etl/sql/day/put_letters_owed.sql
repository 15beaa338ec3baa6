-- grain: letters_owed, one row a dossier and a kind of letter that it owes; those of the affected dossiers anew.
delete from built.letters_owed where dossier_id in (from letters_affected);
insert into built.letters_owed by name from newer.letters_owed;
