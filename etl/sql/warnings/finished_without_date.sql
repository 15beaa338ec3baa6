-- grain: one row a file: dossiers that are finished, on which day it does not say.
insert into doubts
select 'finished_without_date', source_file, count(*)
from dossiers
where finished_without_date
group by all;
