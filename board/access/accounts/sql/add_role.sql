-- Gives an account a role in a unit.
insert into roles (account, role, unit, valid_from, valid_to)
values (:account, :role, :unit, :valid_from, :valid_to)
