-- A row a role that an account holds in a unit on a day.
select distinct role, unit
from roles
where account = :account and :day between valid_from and coalesce(valid_to, '9999-12-31')
order by role, unit
