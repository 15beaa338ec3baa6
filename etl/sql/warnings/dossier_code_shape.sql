-- grain: one row a file: dossiers whose code has not the form of one.
insert into doubts
select 'dossier_code_shape', source_file, count(*)
from dossiers
where not regexp_matches(
    dossier_id,
    '^(?:\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}|[A-Z]\d{2}(?:\.\d{1,4}){0,3})-\d{6}-\d{3,6}$'
)
group by all;
