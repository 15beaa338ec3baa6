-- grain: carried, one row a file: how many of its rows are of an older unit, nobody knows which, and stand
-- under one that began later.
create temp table carried (file varchar, rows bigint);
