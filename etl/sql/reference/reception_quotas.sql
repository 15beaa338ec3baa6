-- grain: reception_quotas, one row a role and the days on which it owes so many days of reception a
-- month or a week.
create table reception_quotas as
select role, days, per, valid_from, valid_to, source
from reference_reception_quotas
where validate_row(line, case
    when role not in ('secretary', 'chair') then 'role_unclear'
    when per not in ('month', 'week') then 'per_unclear'
    when days < 1 then 'days_unclear'
end);
