-- grain: none; days, periods and how far units are known.

-- The day to which every unit is known, by its newest export. A constant lets a scan pass over what
-- was settled until then; a column that a join brings cannot.
set variable all_known_until = (select min(as_of) from unit_as_of);

-- The periods asked for, numbered as given.
create or replace temp macro periods(starts, ends) as table
    select
        unnest(range(len(starts))) as period,
        unnest(starts)::date as first_day,
        unnest(ends)::date as last_day;

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
