-- grain: <source>_records, one row a record, each field as the last state that names it says.
create temp table <source>_records as
select
    any_value(unit_code) as unit_code,
    unit_key,
    <key>,
    record_year,
    <fields>,
    arg_max(known_on, turn) as known_on,
    arg_max(file, turn) as source_file,
    arg_max(line, turn) as source_line,
    max(as_of) as as_of
from <source>_states
where not is_duplicate
group by unit_key, <key>, record_year
having <is_void> is distinct from 'yes';
