-- grain: none; the filters of every page, written once.

-- Whether a unit is the chosen one or went into it, and is not left out because its files do not reach
-- the period; a null chooses all, or leaves out none.
create or replace temp macro in_scope(member, unit, left_out := null) as
    (unit is null or member in (select member_key from unit_scope where unit_scope.unit_key = unit))
    and (left_out is null or member is null or not list_contains(left_out::varchar[], member));

-- Whether a unit that a reference file names by its code is the chosen one or went into it; a row that
-- names none is of every unit.
create or replace temp macro code_in_scope(code, unit) as
    code is null or unit is null
    or code in (select split_part(member_key, '@', 1) from unit_scope where unit_scope.unit_key = unit);

-- Whether a row is one that a reader chose; a null chooses all, and `certification` false leaves the
-- field of certification out. A rating without a dossier has no
-- field, procedure or channel: it stands only where none of these is chosen.
create or replace temp macro matches_filters(
    d, unit, left_out, field_name, procedure_name, channel_name, certification
) as
    in_scope(d.unit_key, unit, left_out)
    and (field_name is null or d.field = field_name)
    and (procedure_name is null or d.procedure_key = procedure_name)
    and (channel_name is null or d.channel = channel_name)
    and (certification or d.field is distinct from getvariable('certification_field'));

-- The day to which every unit is known, by its newest export. A constant lets a scan pass over what
-- was settled until then; a column that a join brings cannot.
set variable all_known_until = (select min(as_of) from unit_as_of);

-- The periods asked for, numbered as given.
create or replace temp macro periods(starts, ends) as table
    select
        unnest(range(len(starts))) as period,
        unnest(starts)::date as first_day,
        unnest(ends)::date as last_day;

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

-- The units without units under them: those that send files.
create or replace temp macro bottom_units() as table
    select
        unit_key, upper(left(full_name, 1)) || substr(full_name, 2) as name, valid_from, valid_to
    from units as unit
    where not exists (
        from units as part
        where part.parent = unit.code and part.valid_from <= unit.valid_to
            and part.valid_to >= unit.valid_from
    );

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

-- What a row is counted under.
create or replace temp macro group_of(by_name, d) as
    case by_name
        when 'field' then d.field
        when 'procedure' then d.procedure_key
        when 'unit' then d.unit_key
        when 'channel' then d.channel
        when 'topic' then d.topic
    end;

-- A text as words and signs with one blank around each, so that `contains` finds whole words and
-- phrases only and no text becomes a pattern: case and blanks are alike, marks of tone and vowel not.
create or replace temp macro in_words(text) as
    ' ' || trim(regexp_replace(
        regexp_replace(lower(nfc_normalize(text)), '([^\p{L}\p{M}\p{N}])', ' \1 ', 'g'),
        '[\s\p{Z}]+', ' ', 'g'
    )) || ' ';

-- The days from the first period's beginning to the last one's end, each with the beginning of the
-- stretch it lies in: days between two neighbouring edges of periods lie in the same periods, so
-- rows can be counted by stretch before they are met with the periods.
create or replace temp macro stretches(starts, ends) as table
    select unnest(range(since, until, interval 1 day))::date as day, since
    from (
        select since, lead(since) over (order by since) as until
        from (
            select distinct
                unnest(list_concat(starts, list_transform(ends, lambda last: last + 1)))::date as since
        )
    )
    where until is not null;

-- percentile_cont over values that were counted: `up_to` is how many of `n` are `value` or less.
-- At position p × (n − 1) of the sorted values, counted from 0, between the two nearest.
create or replace temp macro percentile_of_counts(p, value, up_to, n) as
    min(value) filter (where up_to > floor(p * (n - 1)))
    + max(p * (n - 1) - floor(p * (n - 1))) * (
        min(value) filter (where up_to > ceil(p * (n - 1)))
        - min(value) filter (where up_to > floor(p * (n - 1)))
    );

-- How a dossier in hand stands against its due date at its unit's newest export.
create or replace temp macro state_of(d, due_soon_days) as
    case
        when d.finished_without_date then 'finished_without_date'
        when d.is_waiting then 'waiting'
        when d.due_on is null then 'no_due_date'
        when d.is_late then 'overdue'
        when -d.late_working_days <= due_soon_days then 'due_soon'
        else 'within'
    end;
