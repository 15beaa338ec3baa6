-- grain: owners, one row a role that answers for a measure, a unit or a field, and its days.
create table owners as
select measure, unit_code, field, owner, valid_from, valid_to, note from reference_owners;
