-- grain: same_day_files, one row a file for which another of its source with the same as-of exists.
create temp table same_day_files as
select sha256
from files
qualify count(*) over (partition by source, as_of) > 1;
