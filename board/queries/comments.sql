-- grain: one row a comment of the period, the least content first, then the newest.
select rated_at, source, scale, overall, field, comment, count(*) over () as found
from feedback as r
where is_chosen(r, $unit, $field, $procedure, $channel, $without)
    and comment is not null
    and rated_at::date between $from and $to
order by overall / scale nulls last, rated_at desc, comment
limit $limit;
