-- grain: one row a released sum of a measure.
select value
from sums
where measure = $measure;
