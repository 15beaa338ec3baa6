-- A row a role of an account in a unit.
select role, unit, valid_from, valid_to
from roles
where account = :account
order by valid_from, role, unit
