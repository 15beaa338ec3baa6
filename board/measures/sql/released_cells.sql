-- grain: one row a cell of ratings that a released sum of a measure holds.
select unit, field, procedure, channel, source, day, upto, counted, mark, is_uniform
from cells
where measure = $measure;
