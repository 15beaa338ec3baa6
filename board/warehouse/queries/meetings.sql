-- grain: one row a meeting of the chosen unit and what went into it (or of all), the newest first.
select held_on, body
from meetings
where code_in_scope(unit_code, $unit)
order by held_on desc, body;
