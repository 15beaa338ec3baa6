-- On any day a criterion stands once on its scorecard, and a scorecard has one name.
select a.scorecard, a.criterion, a.valid_from, b.valid_from
from criteria as a
join criteria as b
    on (a.scorecard, a.criterion) = (b.scorecard, b.criterion)
    and a.valid_from <= b.valid_to and a.valid_to >= b.valid_from
    and a.line < b.line
union all
select a.scorecard, null, a.valid_from, b.valid_from
from scorecards as a
join scorecards as b
    on a.scorecard = b.scorecard
    and a.valid_from <= b.valid_to and a.valid_to >= b.valid_from
    and a.rowid < b.rowid;
