-- grain: one row a field that has dossiers.
select field, count(*) as dossiers from dossiers group by all order by dossiers desc, field;
