-- grain: none; the sums that answer a question, by unit or over all units, by month or by day.

-- Whether sums over all units answer: the question is of all units, leaves none out and tells none apart,
-- and its reader sees every one.
create or replace temp macro asks_all_units(unit, left_out, by_name) as
    unit is null
    and coalesce(len(left_out::varchar[]), 0) = 0
    and coalesce(by_name not in ('unit', 'stratum'), true)
    and getvariable('scope_codes') is null;

-- The months of which periods hold a part only: they are added up by day, all others as they are.
create or replace temp macro cut_months(starts, ends) as table
    select distinct date_trunc('month', edge)::date as month
    from (select unnest(list_concat(starts, list_transform(ends, lambda last: last + 1)))::date as edge)
    where edge <> date_trunc('month', edge);

create or replace temp macro days_of_cut_months(starts, ends) as table
    select unnest(range(month, month + interval 1 month, interval 1 day))::date as day
    from cut_months(starts, ends);

create or replace temp macro chosen_strata(unit, left_out) as table
    select * exclude (dossiers) from strata where in_scope(unit_key, unit, left_out);

-- What dossiers did, one row a day of a cut month, or a month on its first day, and a unit (null where the
-- row is of all), field, procedure, topic and channel.
create or replace temp macro chosen_days(unit, left_out, by_name, starts, ends) as table
    select month as day, null as unit_key, * exclude (month)
    from months_of_all_units
    where asks_all_units(unit, left_out, by_name) and month not in (from cut_months(starts, ends))
    union all by name
    select null as unit_key, *
    from days_of_all_units
    where asks_all_units(unit, left_out, by_name) and day in (from days_of_cut_months(starts, ends))
    union all by name
    select month as day, * exclude (month, stratum)
    from dossier_months
    join chosen_strata(unit, left_out) using (stratum)
    where not asks_all_units(unit, left_out, by_name) and month not in (from cut_months(starts, ends))
    union all by name
    select * exclude (stratum)
    from dossier_days
    join chosen_strata(unit, left_out) using (stratum)
    where not asks_all_units(unit, left_out, by_name)
        and day in (from days_of_cut_months(starts, ends));

-- How many dossiers were finished with each working time, by day.
create or replace temp macro chosen_working_times(unit, left_out, by_name) as table
    select null as unit_key, * from working_times_of_all_units where asks_all_units(unit, left_out, by_name)
    union all by name
    select * exclude (stratum)
    from working_times
    join chosen_strata(unit, left_out) using (stratum)
    where not asks_all_units(unit, left_out, by_name);

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
