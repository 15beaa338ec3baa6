-- Ends the roles that an account has after a day.
update roles
set valid_to = :last_day
where account = :account and (valid_to is null or valid_to > :last_day)
