-- Closes an account or opens it again.
update accounts
set disabled = :disabled
where name = :name
