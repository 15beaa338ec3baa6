-- grain: one row a file: records of which year its numbers do not say.
insert into doubts
select code, file, rows
from unclear_years;
