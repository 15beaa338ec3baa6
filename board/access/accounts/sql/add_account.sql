-- Adds an account.
insert into accounts (name, password_hash, must_change, created_at)
values (:name, :password_hash, :must_change, :at)
