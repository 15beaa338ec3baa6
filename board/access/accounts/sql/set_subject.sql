-- Has an account sign in by OpenID Connect, without a password.
update accounts
set issuer = :issuer, subject = :subject, password_hash = '', must_change = 0
where name = :name
