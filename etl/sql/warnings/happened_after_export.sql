-- grain: one row a file: rows of days after its own.
insert into doubts
select 'happened_after_export', file, count(*)
from happened_rows
where newest > as_of
group by all;
