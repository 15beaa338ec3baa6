-- grain: one row a sum of a measure that is out, or was refused for groups of fewer than `least`, or than less.
select value, refused_below is null as is_out
from sums
where
    measure = $measure
    and (refused_below is null or refused_below <= $least);
