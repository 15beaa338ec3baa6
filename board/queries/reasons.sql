-- grain: one row a reason that dissatisfied citizens gave in the period.
select coalesce(reason, 'Không ghi lý do') as reason, count(*) as ratings
from chosen_ratings($unit, $field, $procedure, $channel, $without, false)
where overall <= if(scale = 3, 1, 2)
    and rated_on between $from and $to
group by all
order by ratings desc, reason;
