-- Every criterion is of a scorecard that scorecards.csv knows.
select scorecard, criterion
from criteria
where scorecard not in (select scorecard from scorecards);
