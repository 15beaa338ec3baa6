-- grain: feedback_numbered, one row an accepted rating of a file with its place among those alike. Without
-- an id the alike rows of one file are as many ratings: the second here is the second in any other file.
create temp table feedback_numbered as
select
    *,
    if(rating_id is not null, 1, row_number() over (
        partition by sha256, unit_key, alike
        order by line
    )) as place_among_alike
from feedback_named;
