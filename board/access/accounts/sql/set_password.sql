-- Gives an account a new password.
update accounts
set password_hash = :password_hash, must_change = :must_change, issuer = null, subject = null
where name = :name
