-- grain: counted_ratings, one row a rating, with what it counts as (1 or 0): own ratings on three levels, those
-- that staff recorded, the survey on five, and the citizens' rating of the attitude.
create view counted_ratings as
with judged as (
    select
        *,
        rated_at::date as rated_on,
        scale = 3 and is_own as is_own_on_three,
        scale = 3 and source = 'staff' as is_staff_on_three
    from feedback
    where coalesce(overall, attitude) is not null
)
select
    * exclude (is_own_on_three, is_staff_on_three),
    (is_own_on_three and overall is not null)::integer as rated,
    coalesce(is_own_on_three and overall >= 2, false)::integer as satisfied,
    (is_staff_on_three and overall is not null)::integer as rated_staff,
    coalesce(is_staff_on_three and overall >= 2, false)::integer as satisfied_staff,
    (scale = 5 and overall is not null)::integer as surveyed,
    coalesce(scale = 5 and overall >= 4, false)::integer as satisfied_survey,
    (is_own_on_three and attitude is not null)::integer as attitude_rated,
    coalesce(is_own_on_three and attitude >= 2, false)::integer as attitude_satisfied
from judged;
