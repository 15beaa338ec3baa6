-- grain: feedback_of_units, one row an accepted rating of a file, with whether it is a duplicate or was
-- corrected; an alike row in another file is the same rating.
create temp table feedback_of_units as
select
    feedback_numbered.*,
    place_among_alike <= coalesce(ratings, 0)
        or row_number() over (
            partition by unit_key, alike, place_among_alike
            order by as_of, landed_order desc, line
        ) > 1 as is_duplicate,
    -- A later file of the same as-of has the same rating: what it mends was never so.
    coalesce(rating_id, dossier_id) is not null
        and landed_order < max(landed_order) over (
            partition by as_of, rating_id, dossier_id, unit_key, source, scale, rated_at
        ) as is_corrected
from feedback_numbered
left join feedback_known_before using (unit_key, alike, is_carried);
