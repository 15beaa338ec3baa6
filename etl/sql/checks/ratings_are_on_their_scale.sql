-- A rating lies on its own scale.
select rated_at, scale, overall
from feedback
where overall not between 1 and scale;
