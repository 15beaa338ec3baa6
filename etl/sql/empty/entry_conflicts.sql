-- grain: entry_conflicts, one row a file: how many of its rows an entry of the same day contradicts.
create temp table entry_conflicts (file varchar, rows bigint);
