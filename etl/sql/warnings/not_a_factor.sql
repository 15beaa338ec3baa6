-- grain: one row a file: ratings of what is no factor.
insert into doubts
select 'not_a_factor', file, count(*)
from feedback_rows
where has_other_answer
group by all;
