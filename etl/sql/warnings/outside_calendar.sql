-- grain: one row a file: dossiers and pauses whose days the calendar does not reach.
insert into doubts
select 'outside_calendar', source_file, count(*)
from dossiers
where finished_at is not null and received_at is not null and working_days is null
group by all
union all
select 'outside_calendar', source_file, count(*)
from pauses
where ended_at is not null and working_days is null
group by all;
