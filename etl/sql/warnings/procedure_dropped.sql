-- grain: one row a file: cells of procedures that hold what may be a person.
insert into doubts
select 'procedure_dropped', file, names_dropped
from files
where names_dropped > 0;
