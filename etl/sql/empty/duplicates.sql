-- grain: duplicates, one row a file with identical rows; each source's own query adds to it.
create temp table duplicates (sha256 varchar, rows bigint);
