-- grain: one row a file: rows of it that the file which mends it left out.
insert into doubts
with rows_of_files as (
    select distinct files.source, as_of, landed_order, sha256, file, about
    from same_day_rows
    join files using (sha256)
),
shared as (
    -- A later file of the same as-of that has half or more of an earlier one's rows mends it.
    select earlier.sha256, later.landed_order, count(*) as rows
    from rows_of_files as earlier
    join rows_of_files as later using (source, as_of, about)
    where later.landed_order > earlier.landed_order
    group by earlier.sha256, later.landed_order
    qualify row_number() over (partition by earlier.sha256 order by later.landed_order desc) = 1
)
select 'left_out_of_mended_file', file, count(*) - any_value(shared.rows)
from rows_of_files
join shared using (sha256)
group by file, sha256
having any_value(shared.rows) between count(*) / 2 and count(*) - 1;
