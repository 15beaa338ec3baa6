-- grain: one row a file: points for criteria that stand on no card.
insert into doubts
select 'criterion_not_on_card', scores.source_file, count(*)
from scores
left join criteria
    on criteria.scorecard = scores.scorecard
    and criteria.criterion = scores.criterion
    and period_end between criteria.valid_from and criteria.valid_to
where criteria.criterion is null
group by all;
