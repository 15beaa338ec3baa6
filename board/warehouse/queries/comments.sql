-- grain: one row a comment of the period, the least content first, then the newest; with the themes
-- of which it holds a word or phrase.
with chosen_comments as (
    select rated_at, source, scale, overall, field, comment, count(*) over () as found
    from feedback
    where matches_filters(unit_key, field, procedure_key, channel, $unit, $left_out, $field, $procedure, $channel, $certification)
        and comment is not null
        and rated_at::date between $from and $to
    order by overall / scale nulls last, rated_at desc, comment
    limit $limit
),
-- Kept, so that each text is folded once and not once for every pair.
texts as materialized (select comment, in_words(comment) as text from chosen_comments group by comment),
listed as materialized (select theme, in_words(word) as word from comment_themes),
themed as (
    select comment, string_agg(distinct theme, '; ' order by theme) as themes
    from texts
    join listed on contains(text, word)
    group by comment
)
select chosen_comments.*, themes
from chosen_comments
left join themed using (comment)
order by overall / scale nulls last, rated_at desc, comment;
