-- Every row that was read is accepted, rejected or a duplicate.
select file, rows_read, rows_accepted, rows_rejected, rows_duplicate
from loads
where rows_read <> rows_accepted + rows_rejected + rows_duplicate or rows_accepted < 0;
