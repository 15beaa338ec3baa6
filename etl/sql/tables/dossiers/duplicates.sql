-- grain: duplicates, one row a file with identical rows; filled for dossiers.
insert into duplicates
select sha256, count(*) from dossier_states where is_duplicate group by all;
