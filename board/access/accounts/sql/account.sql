-- One row: the account of a name.
select name, password_hash, must_change, disabled, created_at
from accounts
where name = :name
