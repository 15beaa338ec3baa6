-- grain: loads, one row a file in its newest version. Of one that stays, ratings may have come to be duplicates, or
-- no longer, by the files that changed.
delete from built.loads where sha256 in (select sha256 from sides_of_files where side = 'removed');
insert into built.loads by name from newer.loads;

update built.loads
set rows_duplicate = rows_duplicate + more.rows, rows_accepted = rows_accepted - more.rows
from (
    select sha256, sum(rows) as rows
    from (
        select sha256, rows from newer.side_duplicates
        union all
        select sha256, -rows from older.side_duplicates
    )
    where sha256 in (select sha256 from sides_of_files where side = 'kept')
    group by all
) as more
where more.sha256 = loads.sha256 and more.rows <> 0;
