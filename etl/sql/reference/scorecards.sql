-- grain: scorecards, one row a scorecard and the days on which it is used, in the order of its file.
create table scorecards as
select code_of(scorecard) as scorecard, name, issued_by, valid_from, valid_to, source
from reference_scorecards;
