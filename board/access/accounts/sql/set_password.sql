-- Gives an account a new password.
update accounts
set password_hash = :password_hash, must_change = :must_change
where name = :name
