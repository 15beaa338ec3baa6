-- Every row that was found is accepted, rejected, a duplicate or no data.
select file, rows_found, rows_read, rows_accepted, rows_rejected, rows_duplicate, rows_not_data
from loads
where
    rows_read <> rows_accepted + rows_rejected + rows_duplicate
    or rows_found <> rows_read + rows_not_data
    or rows_accepted < 0;
