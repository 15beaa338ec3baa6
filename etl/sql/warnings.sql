-- grain: warnings, one row a kind of doubt and what it is about, with its number of rows.
create table warnings as
select code, shown as detail, sum(rows)::bigint as rows, getvariable('warning_words')[code] as sentence
from (
    select *, if(code in ('unknown_unit', 'unknown_procedure'), shown_word(detail, rows), detail) as shown
    from doubts
)
group by all
order by all;
