-- grain: one row a kind of doubt; how many rows, and what it is about (the most frequent first).
select
    sentence,
    sum(rows)::bigint as rows,
    string_agg(detail || ' (' || rows || ')', ', ' order by rows desc, detail) as about
from warnings
group by all
order by rows desc, sentence;
