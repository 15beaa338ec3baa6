-- grain: one row a meeting of the chosen unit and what went into it (or of all), the newest first.
select held_on, body
from meetings
where unit_code is null or $unit is null or unit_code in (
    select split_part(member_key, '@', 1) from unit_scope where unit_key = $unit
)
order by held_on desc, body;
