-- grain: same_day_rows, one row a row of a file of same_day_files; filled for each register.
insert into same_day_rows
select sha256, hash(unit_key, <key>, record_year)
from <source>_states
where recorded_at is null and concat(<key>) <> '' and sha256 in (from same_day_files);
