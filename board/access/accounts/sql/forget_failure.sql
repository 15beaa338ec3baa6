-- Takes a try back that was right.
delete from failures
where rowid = :row_id
