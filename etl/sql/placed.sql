-- grain: <source>_placed, one row a state of a record, with its unit: the one that its own day gives the
-- word in the file, else the day on which it was told.
create temp table <source>_named as
with told as (
    select
        *,
        coalesce(<dated_by>, as_of)::date as known_on,
        coalesce(recorded_at, as_of::timestamp) as told_at,
        string_split(changed_fields, ',') as changed,
        coalesce(unit, getvariable('home_unit')::varchar) as named
    from <source>_rows
    where bad_reason is null
)
select
    told.*,
    coalesce(on_its_day.code, when_told.code, told.named) as unit_code,
    coalesce(on_its_day.unit_key, when_told.unit_key, told.named) as unit_key,
    -- Whom the word means who tells, where on the record's own day it meant another unit or none.
    if(when_told.unit_key <> coalesce(on_its_day.unit_key, ''), when_told.unit_key, null) as heir
from told
left join unit_words as on_its_day
    on on_its_day.unit = told.named and told.known_on between on_its_day.valid_from and on_its_day.valid_to
left join unit_words as when_told
    on when_told.unit = told.named and told.told_at::date between when_told.valid_from and when_told.valid_to
;

create temp table <source>_placed as
with handed_over as (
    -- It is the record of that number and day of what went into the unit, if only one has such a record
    -- and the file does not tell of both, as an export of the whole does.
    select later.sha256, later.line, any_value(earlier.unit_code) as unit_code, any_value(earlier.unit_key) as unit_key
    from (from <source>_named where heir is not null) as later
    join (from <source>_named where heir is null) as earlier using (<key>, known_on)
    join units as whole on whole.unit_key = later.heir
    join units as part
        on part.unit_key = earlier.unit_key and part.successor = whole.code
        and part.valid_to + 1 between whole.valid_from and whole.valid_to
    group by all
    having count(distinct earlier.unit_key) = 1 and not bool_or(earlier.sha256 = later.sha256)
)
select named.* replace (
    coalesce(handed_over.unit_code, named.unit_code) as unit_code,
    coalesce(handed_over.unit_key, named.unit_key) as unit_key,
    if(handed_over.unit_key is null, heir, null) as heir
)
from <source>_named as named
left join handed_over using (sha256, line);

insert into unclear_units
select file, count(*) from <source>_placed where heir <> unit_key group by all;
