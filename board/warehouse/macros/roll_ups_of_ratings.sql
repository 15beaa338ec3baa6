-- grain: chosen_pauses and chosen_ratings, one row a day and what is told apart, or of some units a pause or rating.

-- How many pauses began, by day.
create or replace temp macro chosen_pauses(unit, left_out, by_name) as table
    select null as unit_key, * from pause_days_of_all_units where asks_all_units(unit, left_out, by_name)
    union all by name
    select
        pauses.unit_key, field, procedure_key, topic, channel, began_at::date as began_on,
        1 as begun, is_begun_on_last_day::integer as begun_on_last_day
    from pauses
    join unit_as_of as known on known.unit_key is not distinct from pauses.unit_key
    where not asks_all_units(unit, left_out, by_name) and began_on <= known.as_of and field is not null;

-- What ratings count as, by day.
create or replace temp macro chosen_ratings(unit, left_out, by_name) as table
    select null as unit_key, * from rating_days_of_all_units where asks_all_units(unit, left_out, by_name)
    union all by name
    select
        unit_key, field, procedure_key, channel, source, rated_on, rated, satisfied, rated_staff,
        satisfied_staff, surveyed, satisfied_survey, attitude_rated, attitude_satisfied
    from counted_ratings
    where not asks_all_units(unit, left_out, by_name);
