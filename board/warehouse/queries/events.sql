-- grain: one row a dated note for time charts (of the chosen unit and what went into it, or of all);
-- with rebase the limits of its measure (null: of every measure) are reckoned anew from its day.
select day, measure, rebase, reason, note
from events
where unit_code is null or $unit is null or unit_code in (
    select split_part(member_key, '@', 1) from unit_scope where unit_key = $unit
)
order by day, note;
