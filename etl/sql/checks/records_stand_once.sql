-- A record stands once in its register.
select 'tasks' as register, unit_key, task_id || coalesce('/' || record_year, '') from tasks group by all having count(*) > 1
union all
select 'officers', unit_key, officer_code || ' ' || valid_from from officers group by all having count(*) > 1
union all
select 'pledges', unit_key, officer_code || ' ' || signed_on from pledges group by all having count(*) > 1
union all
select 'letters', unit_key, letter_id || coalesce('/' || record_year, '') from letters group by all having count(*) > 1
union all
select 'receptions', unit_key, reception_id || coalesce('/' || record_year, '') from receptions group by all having count(*) > 1
union all
select 'petitions', unit_key, petition_id || coalesce('/' || record_year, '') from petitions group by all having count(*) > 1
union all
select 'activities', unit_key, activity_id || coalesce('/' || record_year, '') from activities group by all having count(*) > 1
union all
select 'scores', unit_key, concat_ws(' ', scorecard, criterion, period_start, period_end)
from scores group by all having count(*) > 1;
