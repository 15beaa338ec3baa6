-- grain: none; what each source and register is known to hold, from which day and to which.

-- The days from and to which each source is known in each unit. What is kept on a page is known until
-- today: who enters nothing has nothing to enter.
create or replace temp macro known_sources(kept_until) as table
    select
        source,
        unit_key,
        first_day as since,
        first_day_from,
        if(is_kept_on_page, greatest(last_day, kept_until::date), last_day) as as_of
    from coverage;

-- The units without units under them: those that send files, of a reader's scope alone.
create or replace temp macro bottom_units() as table
    select
        unit_key, upper(left(full_name, 1)) || substr(full_name, 2) as name, valid_from, valid_to
    from units as unit
    where not exists (
        from units as part
        where part.parent = unit.code and part.valid_from <= unit.valid_to
            and part.valid_to >= unit.valid_from
    )
    and (getvariable('scope_codes') is null or list_contains(getvariable('scope_units'), unit_key));

-- The periods asked for as a register of the chosen units knows them, one row a period and unit: to the
-- earlier of its last day and the day to which the register is known. A unit that kept no such register
-- in a period has no row there, so that silence is never counted as zero.
create or replace temp macro known_periods(register, starts, ends, unit, left_out, kept_until) as table
    select period, unit_key, first_day, least(last_day, as_of) as last_day, as_of
    from periods(starts, ends)
    join known_sources(kept_until) on first_day <= as_of and last_day >= since
    where source = register and in_scope(unit_key, unit, left_out);

-- Every task as its unit's register knows it; one that is not finished is broken after its day.
create or replace temp macro known_tasks(kept_until) as table
    select
        task_outcomes.* replace (
            if(outcome = 'unfinished', if(due_on < known.as_of, 'broken', 'open'), outcome) as outcome
        ),
        known.as_of as known_until
    from task_outcomes
    join known_sources(kept_until) as known
        on known.unit_key = task_outcomes.unit_key and known.source = 'tasks';
