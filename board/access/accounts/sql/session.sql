-- One row: a session that has not ended, with what its account may do.
select account, started_at, seen_at, must_change, password_hash <> '' as has_password
from sessions
join accounts on accounts.name = sessions.account
where token_hash = :token_hash and not disabled
    -- Of a clock that was set back since, nobody knows how long it has lasted.
    and started_at > :started_after and started_at <= :at + 60
    and seen_at > :seen_after and coalesce(ends_at > :at, true)
