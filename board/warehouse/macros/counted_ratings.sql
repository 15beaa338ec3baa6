-- grain: counted_ratings, one row a rating, with what it counts as: own ratings on three levels, those that
-- staff recorded, the survey on five, and the citizens' rating of the attitude.
create or replace temp macro counted_ratings() as table
    select
        *,
        rated_at::date as rated_on,
        scale = 3 and is_own and overall is not null as rated,
        scale = 3 and is_own and overall >= 2 as satisfied,
        scale = 3 and source = 'staff' and overall is not null as rated_staff,
        scale = 3 and source = 'staff' and overall >= 2 as satisfied_staff,
        scale = 5 and overall is not null as surveyed,
        scale = 5 and overall >= 4 as satisfied_survey,
        scale = 3 and is_own and attitude is not null as attitude_rated,
        scale = 3 and is_own and attitude >= 2 as attitude_satisfied
    from feedback
    where coalesce(overall, attitude) is not null;
