-- grain: rejected_rows, one row a rejected row: those of removed files are taken out, those of added ones put in.
delete from built.rejected_rows
where rowid in (
    select stands_at
    from (
        select rowid as stands_at, hash(rejected_rows) as row_hash,
            row_number() over (partition by hash(rejected_rows)) as place
        from built.rejected_rows
        where file in (select file from older.rejected_rows)
    )
    join (select hash(rejected_rows) as row_hash, count(*) as rows from older.rejected_rows group by all)
        using (row_hash)
    where place <= rows
);
insert into built.rejected_rows by name from newer.rejected_rows;
