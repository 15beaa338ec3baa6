-- One row: the account that a person of OpenID Connect has, unless it is closed.
select name
from accounts
where issuer = :issuer and subject = :subject and not disabled
