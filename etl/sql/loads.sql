-- grain: loads, one row a file in its newest version, with what was mended of it and the hash that it first
-- had: rows_read = rows_accepted + rows_rejected + rows_duplicate, always; apart from them rows_not_data
-- (totals, signatures, blank rows …), and rows_found, all that stand below the heading.
create table loads as
with rejected as (
    select sha256, count(*) as rows
    from judged_rows
    where bad_reason is not null
    group by all
),
counted as (
    select
        files.*,
        coalesce(rejected.rows, 0) + len(files.faults) as rows_rejected,
        coalesce(duplicates.rows, 0) as rows_duplicate,
        coalesce(list_sum(map_values(files.not_data)), 0)::bigint as rows_not_data
    from files
    left join rejected using (sha256)
    left join duplicates using (sha256)
)
select
    source,
    file,
    sha256,
    original_sha256,
    as_of,
    as_of_is_estimated,
    rows_read,
    rows_read - rows_rejected - rows_duplicate as rows_accepted,
    rows_rejected,
    rows_duplicate,
    rows_not_data,
    if(rows_found = 0, rows_read, rows_found) as rows_found,
    dropped_columns
from counted
order by source, as_of, file, sha256;
