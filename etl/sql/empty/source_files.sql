-- grain: source_files, one row a source, a unit and a file with rows of it: the first day that these hold,
-- the day to which they are known, and how many they are.
create temp table source_files (
    source varchar, unit_key varchar, sha256 varchar, first_day date, last_day date, rows bigint
);
