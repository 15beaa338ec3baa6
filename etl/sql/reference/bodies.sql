-- grain: bodies, one row a role (form_recipient: who receives Biểu II.06a; letters_on_behalf_of: in whose name
-- letters are sent), a unit (null: any without a row of its own) and the days on which a body has the name.
create table bodies as
select * exclude (line)
from reference_bodies
where validate_row(line, if(role not in ('form_recipient', 'letters_on_behalf_of'), 'body_role_unclear', null));
