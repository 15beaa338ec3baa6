-- grain: one row a file: rows that tell one dossier differently.
insert into doubts
-- By the lines, of ten codes at most: a code is for restricted lists alone.
select 'dossier_rows_differ', file || ': ' || array_to_string(list(lines order by first_line)[:10], '; '), sum(rows)
from (
    select file, sha256, min(line) as first_line, string_agg(line, ', ' order by line) as lines, count(*) as rows
    from dossier_states
    where not is_duplicate
    group by file, sha256, dossier_id
    having count(*) > 1
)
group by file, sha256;
