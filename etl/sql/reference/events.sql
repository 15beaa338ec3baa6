-- grain: events, one row a dated note for time charts; with rebase, limits are recalculated from its day.
create table events as
select day, unit_code, measure, coalesce(rebase, false) as rebase, reason, note
from reference_events
where validate_row(line, if(rebase and reason is null, 'rebase_without_reason', null));
