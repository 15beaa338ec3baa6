-- Notes a failed sign-in.
insert into failures (account, address, failed_at)
values (:account, :address, :at)
