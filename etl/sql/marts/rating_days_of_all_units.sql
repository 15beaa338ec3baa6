-- grain: rating_days_of_all_units, one row a day, field, procedure, channel and source of ratings; how many were
-- given on that day in all units, and how many are content.
create table rating_days_of_all_units as
select
    rated_on,
    field,
    procedure_key,
    channel,
    source,
    sum(columns([
        'rated', 'satisfied', 'rated_staff', 'satisfied_staff', 'surveyed', 'satisfied_survey',
        'attitude_rated', 'attitude_satisfied'
    ]))::integer
from counted_ratings
group by all
having max(greatest(
    rated, satisfied, rated_staff, satisfied_staff, surveyed, satisfied_survey, attitude_rated, attitude_satisfied
)) > 0;
