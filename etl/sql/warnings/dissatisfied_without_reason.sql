-- grain: one row a file: dissatisfied ratings without a reason.
insert into doubts
select 'dissatisfied_without_reason', source_file, count(*)
from feedback
where scale = 3 and overall = 1 and reason is null
group by all;
