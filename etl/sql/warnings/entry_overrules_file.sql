-- grain: one row a file: rows that an entry of the file's own day contradicts.
insert into doubts
select 'entry_overrules_file', file, rows
from entry_conflicts;
