-- Takes away what has ended.
delete from sessions
where started_at <= :started_after or started_at > :at + 60 or seen_at <= :seen_after or ends_at <= :at
