-- grain: one row; the first and last day on which anything happened by any file. Posts and pledges hold
-- from a day on and are no happenings, so they count only where there is nothing else.
select
    coalesce(min(since) filter (happens), min(as_of)) as first_day,
    coalesce(max(as_of) filter (happens), max(as_of)) as last_day
from (select *, source not in ('officers', 'pledges') as happens from known_sources($kept_until));
