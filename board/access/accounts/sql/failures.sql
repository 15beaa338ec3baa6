-- One row: the failed sign-ins of an account, and from an address, that are still counted.
select
    count(*) filter (where account = :account) as of_account,
    count(*) filter (where address = :address) as from_address
from failures
where account = :account or address = :address
