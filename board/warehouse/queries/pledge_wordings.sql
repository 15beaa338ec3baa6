-- grain: one row a line of what officers pledge, in the order of its file.
select content, position, wording, verified
from pledge_wordings
order by rowid;
