-- grain: definition_changes, one row a change of how a measure (null: every measure) is defined.
create table definition_changes as
select measure, changed_on, what, why from reference_definition_changes;
