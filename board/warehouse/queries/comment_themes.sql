-- grain: one row a theme of the period's comments, and one (theme null) for those without any; how
-- many comments, of how many in all, and the first $examples different ones, the least content first.
with ordered as (
    select comment, row_number() over (order by overall / scale nulls last, rated_at desc, comment) as place
    from feedback
    where matches_filters(unit_key, field, procedure_key, channel, $unit, $left_out, $field, $procedure, $channel, $certification)
        and comment is not null
        and rated_at::date between $from and $to
),
-- Kept, so that each text is folded once and not once for every pair.
texts as materialized (
    select comment, in_words(comment) as text, count(*) as times, min(place) as place
    from ordered
    group by all
),
listed as materialized (select theme, in_words(word) as word from comment_themes),
themed as (
    select distinct comment, times, place, theme
    from texts
    left join listed on contains(text, word)
)
select
    theme,
    sum(times)::bigint as comments,
    (select sum(times) from texts)::bigint as found,
    list(comment order by place)[:$examples] as examples
from themed
group by theme
order by theme is null, comments desc, theme;
