-- grain: one row a file: ratings of a survey on three levels.
insert into doubts
select 'survey_on_three_levels', source_file, count(*)
from feedback
where source = 'survey' and scale = 3
group by all;
