-- grain: <source>_with_unit, one row a state of a record, with its unit. `is_carried`: that unit began after
-- the record's own day, so it carries on what an older unit began, nobody knows which.
create temp table <source>_with_unit as
with begun_before as (
    -- Records of that number and day in what went into the unit, and what that had carried itself.
    select
        later.sha256, later.line, earlier.unit_code, earlier.unit_key, earlier.carrier is null as is_own,
        earlier.unit_key is not distinct from later.entered_for as is_entered_for,
        bool_or(earlier.sha256 = later.sha256) over of_row as is_in_its_file,
        bool_or(earlier.carrier is null) over of_row as is_own_of_any
    from (from <source>_named where carrier is not null and not goes_over) as later
    join <source>_named as earlier using (<key>, known_on)
    join unit_parts on whole = later.carrier and part = earlier.unit_key
    where earlier.carrier is distinct from later.carrier
    window of_row as (partition by later.sha256, later.line)
),
handed_over as (
    -- It is that record if only one has it (an entry holds the code of the one that it is of) and the
    -- file does not hold both, as an export of the whole does. Whose own it is goes before who
    -- carried it.
    select sha256, line, arg_max(unit_code, is_entered_for) as unit_code, arg_max(unit_key, is_entered_for) as unit_key
    from begun_before
    where not is_in_its_file and (is_own or not is_own_of_any or is_entered_for)
    group by all
    having count(distinct unit_key) = 1 or bool_or(is_entered_for)
)
select
    named.* exclude (is_of_its_day, carrier, goes_over, entered_for) replace (
        coalesce(handed_over.unit_code, named.unit_code) as unit_code,
        coalesce(handed_over.unit_key, named.unit_key) as unit_key
    ),
    coalesce(carrier = named.unit_key and not goes_over and handed_over.unit_key is null, false) as is_carried
from <source>_named as named
left join handed_over using (sha256, line);
