-- A row an account, by name.
select name, must_change, disabled, created_at
from accounts
order by name
