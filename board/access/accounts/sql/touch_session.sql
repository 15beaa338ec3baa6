-- Notes that a session was used.
update sessions
set seen_at = :at
where token_hash = :token_hash
