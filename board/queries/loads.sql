-- grain: one row a file in use, the newest first.
select source, file, as_of, as_of_is_estimated, rows_read, rows_accepted, rows_rejected,
    rows_duplicate, array_to_string(dropped_columns, ', ') as dropped_columns
from loads
order by as_of desc, source, file;
