-- grain: <source>_numbered, one row a state of a record, with the year of its number: a register is
-- numbered afresh each year, so another year of the record's own day (own_year) is another record.
create temp table <source>_numbered as
with dated as (
    select *, year(coalesce(<numbered_by>, null)::date) as own_year
    from <source>_with_unit
),
begun as (
    select
        *,
        -- An entry that moves a record's day into another year changes that record and begins none.
        if(
            changed is null or bool_or(changed is null) over (
                partition by unit_key, <key>, own_year
                order by stated_at, recorded_at is not null, as_of, landed_order, line
                rows unbounded preceding
            ),
            own_year,
            null
        ) as year_begun
    from dated
)
select
    * exclude (year_begun),
    -- Without a day of its own it is the record of that number that was stated last, else next.
    coalesce(
        last_value(year_begun ignore nulls) over (by_moment rows unbounded preceding),
        first_value(year_begun ignore nulls) over (by_moment rows between current row and unbounded following)
    ) as record_year
from begun
window by_moment as (
    partition by unit_key, <key>
    order by stated_at, recorded_at is not null, as_of, landed_order, line
);
