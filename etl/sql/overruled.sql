-- grain: overruled, one row a file of which an entry of its own day contradicts rows, so that these are
-- not believed; filled for each register.
insert into overruled
select told.file, count(distinct told.line)
from <source>_states as told
join <source>_states as entry using (unit_key, <key>)
where told.record_year is not distinct from entry.record_year
    and told.recorded_at is null
    and not told.is_corrected
    and entry.recorded_at is not null
    and entry.told_at::date = told.as_of
    and len(list_filter(
        [<names>],
        lambda name: (entry.changed is null or list_contains(entry.changed, name))
            and to_json(told) ->> name is distinct from to_json(entry) ->> name
    )) > 0
group by all;
