-- grain: one row a scorecard in force on a day, in the order of its file.
select scorecard, name, issued_by, source
from scorecards
where $on between valid_from and valid_to
order by rowid;
