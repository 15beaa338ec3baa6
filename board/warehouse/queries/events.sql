-- grain: one row a dated note for time charts (of the chosen unit and what went into it, or of all);
-- with rebase the limits of its measure (null: of every measure) are recalculated from its day.
select day, unit_code, measure, rebase, reason, note
from events
where code_in_scope(unit_code, $unit)
order by day, note;
