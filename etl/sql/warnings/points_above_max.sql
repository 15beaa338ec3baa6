-- grain: one row a file: points above the most that the criterion gives.
insert into doubts
select 'points_above_max', scores.source_file, count(*)
from scores
left join criteria
    on criteria.scorecard = scores.scorecard
    and criteria.criterion = scores.criterion
    and period_end between criteria.valid_from and criteria.valid_to
where greatest(self_points, appraised_points) > max_points
group by all;
