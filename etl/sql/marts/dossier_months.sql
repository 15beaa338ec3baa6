-- grain: dossier_months, one row a month (its first day) and a stratum; dossier_days added up over its days.
create table dossier_months as
select date_trunc('month', day)::date as month, stratum, sum(columns(* exclude (day, stratum)))::integer
from dossier_days
group by all
order by stratum, month;
