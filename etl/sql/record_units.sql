-- grain: <source>_with_unit, one row a state of a record, with its unit: the one that the word in the file
-- means on the day on which it was stated, or on the record's own day where that is later; where it means
-- none then, the one that it means on the other of the two days. `is_carried`: that unit began after
-- the record's own day, so it carries on what an older unit began, nobody knows which.
create temp table <source>_named as
with stated as (
    select
        *,
        coalesce(<dated_by>, as_of)::date as known_on,
        <last_day> as last_day,
        coalesce(recorded_at, as_of::timestamp) as stated_at,
        string_split(changed_fields, ',') as changed,
        coalesce(unit, getvariable('home_unit')::varchar) as named
    from <source>_rows
    where bad_reason is null
)
select
    stated.* exclude (last_day),
    -- What had ended by then is no unit's that began later.
    known_on > stated_at::date or coalesce(last_day < when_stated.valid_from, false) as is_of_its_day,
    coalesce(if(is_of_its_day, on_its_day.code, null), when_stated.code, on_its_day.code, named) as unit_code,
    coalesce(if(is_of_its_day, on_its_day.unit_key, null), when_stated.unit_key, on_its_day.unit_key, named) as unit_key,
    if(when_stated.valid_from > known_on, when_stated.unit_key, null) as carrier,
    -- What still lasts is the new unit's own from its first day.
    coalesce(last_day >= when_stated.valid_from, false) as goes_over,
    if(recorded_at is null, null, on_its_day.unit_key) as entered_for
from stated
left join unit_words as on_its_day
    on on_its_day.unit = stated.named and stated.known_on between on_its_day.valid_from and on_its_day.valid_to
left join unit_words as when_stated
    on when_stated.unit = stated.named and stated.stated_at::date between when_stated.valid_from and when_stated.valid_to;

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
    -- file does not tell of both, as an export of the whole does. Whose own it is goes before who
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

insert into carried
select file, count(*) from <source>_with_unit where is_carried group by all;
