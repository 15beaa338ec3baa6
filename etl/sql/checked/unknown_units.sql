-- grain: one row a word of `judged` for a unit that neither units.csv nor the answers given know.
select 'unit_code', unit, count(*) as rows
from judged
where unit is not null
    and unit not in (select unit from unit_words)
    and not list_contains($given, unit)
group by all
order by rows desc, unit
