-- grain: record_changes, one row an entry made on a page; those of the register <source> as they are now.
delete from built.record_changes where source = '<source>';
insert into built.record_changes by name from newer.record_changes where source = '<source>';
