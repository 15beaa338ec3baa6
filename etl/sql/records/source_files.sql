-- grain: source_files, one row a source, a unit and a file with rows of it; filled for each register.
insert into source_files
select
    '<source>', unit_key, sha256, least(min(known_on), min(as_of)), max(greatest(as_of, stated_at::date)), count(*)
from <source>_states
group by all;
