-- grain: same_day_rows, one row what a file of same_day_files has rows of (a dossier, a rating, a record);
-- not for entries.
create temp table same_day_rows (sha256 varchar, about ubigint);
