-- Ends the sessions of an account.
delete from sessions
where account = :account
