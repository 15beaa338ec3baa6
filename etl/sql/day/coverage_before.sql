-- grain: of what follows from the coverage, as the published snapshot has it.
create table older.coverage as from built.coverage;
create table older.unit_scope as from built.unit_scope;
drop table built.coverage;
drop table built.unit_scope;
drop table built.snapshot;
