-- grain: warnings, one row a kind of doubt and what it is about, with its number of rows.
create or replace table built.warnings as
select code, detail, sum(rows)::bigint as rows, sentence
from (
    from built.warnings
    union all
    from newer.warnings
    union all
    select * replace (-rows as rows) from older.warnings
)
group by all
having sum(rows) <> 0
order by all;
