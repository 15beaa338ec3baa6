-- grain: one row a file: rows of days on which their unit was not yet one.
insert into doubts
select 'carried_from_old_unit', file, rows
from carried
union all
select 'carried_from_old_unit', source_file, count(*)
from (
    select unit_key, source_file, coalesce(received_at, submitted_at, as_of)::date as known_on from dossiers
    union all
    select unit_key, source_file, rated_at::date from feedback
)
join units using (unit_key)
where known_on < valid_from
group by all;
