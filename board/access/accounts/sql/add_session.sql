-- Adds a session.
insert into sessions (token_hash, account, started_at, seen_at, ends_at)
values (:token_hash, :account, :at, :at, :ends_at)
