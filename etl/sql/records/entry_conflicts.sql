-- grain: entry_conflicts, one row a file of which an entry of its own day contradicts rows, so that these are
-- not believed; filled for each register.
insert into entry_conflicts
select file_state.file, count(distinct file_state.line)
from <source>_states as file_state
join <source>_states as entry using (unit_key, <key>)
where file_state.record_year is not distinct from entry.record_year
    and file_state.recorded_at is null
    and not file_state.is_corrected
    and entry.recorded_at is not null
    and entry.stated_at::date = file_state.as_of
    and len(list_filter(
        [<names>],
        lambda name: (entry.changed is null or list_contains(entry.changed, name))
            and to_json(file_state) ->> name is distinct from to_json(entry) ->> name
    )) > 0
group by all;
