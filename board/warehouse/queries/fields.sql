-- grain: one row a field that has dossiers.
select field, sum(dossiers)::bigint as dossiers from strata group by all order by dossiers desc, field;
