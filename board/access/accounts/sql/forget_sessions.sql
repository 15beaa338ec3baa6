-- Takes away what has ended.
delete from sessions
where started_at <= :started_after or seen_at <= :seen_after or ends_at <= :at
