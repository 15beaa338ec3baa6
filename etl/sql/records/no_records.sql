-- grain: <source>_records, without rows, of a register that no file has: with the columns of records.sql.
create temp table <source>_records as
select unit_code, unit_key, <key>, record_year, <own_fields>, known_on, file as source_file, line as source_line, as_of
from <source>_states;
