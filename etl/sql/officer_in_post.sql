-- grain: one row a code that is in post on a day, in any unit.
select distinct officer_code
from officers
where officer_code = $code
    and $on >= valid_from
    and (valid_to is null or $on <= valid_to);
