-- grain: chosen_days and chosen_working_times, one row a day of a cut month, or a month on its first day, and what
-- is told apart; of the sums that answer.

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

-- How many dossiers were finished with each working time, of all units on the same days, else by day.
create or replace temp macro chosen_working_times(unit, left_out, by_name, starts, ends) as table
    select month as finished_on, null as unit_key, * exclude (month)
    from working_time_months_of_all_units
    where asks_all_units(unit, left_out, by_name) and month not in (from cut_months(starts, ends))
    union all by name
    select null as unit_key, *
    from working_times_of_all_units
    where asks_all_units(unit, left_out, by_name)
        and finished_on in (from days_of_cut_months(starts, ends))
    union all by name
    select * exclude (stratum)
    from working_times
    join chosen_strata(unit, left_out) using (stratum)
    where not asks_all_units(unit, left_out, by_name);
