-- grain: workstreams, one row a workstream of the model, a measure that shows it (null: none yet) and
-- the days on which it holds; `position` orders a workstream's measures.
create table workstreams as
select workstream, name, position, measure, valid_from, valid_to, source
from reference_workstreams
where validate_row(line, if(workstream not between 1 and 9, 'workstream_unknown', null));
