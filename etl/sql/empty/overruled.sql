-- grain: overruled, one row a file: how many of its rows an entry of the same day contradicts.
create temp table overruled (file varchar, rows bigint);
