-- grain: <source>_states, one row a state of a record, numbered in the order in which it was told;
-- <source>_records, one row a record. Its unit is the one that its own day gives its first state.
create temp table <source>_states as
with told as (
    select
        *,
        coalesce(<dated_by>, as_of)::date as known_on,
        coalesce(recorded_at, as_of::timestamp) as told_at,
        string_split(changed_fields, ',') as changed,
        coalesce(unit, getvariable('home_unit')::varchar) as named
    from <source>_rows
    where bad_reason is null
),
placed as (
    select
        told.*,
        coalesce(on_its_day.code, when_told.code, told.named) as unit_code,
        coalesce(on_its_day.unit_key, when_told.unit_key, told.named) as unit_key
    from told
    left join unit_words as on_its_day
        on on_its_day.unit = told.named and told.known_on between on_its_day.valid_from and on_its_day.valid_to
    left join unit_words as when_told
        on when_told.unit = told.named and told.told_at::date between when_told.valid_from and when_told.valid_to
)
select
    *,
    row_number() over (
        partition by unit_key, <key>
        order by told_at, recorded_at is not null, as_of, sha256, line
    ) as turn,
    -- Rows without a key are only counted, and may well be alike.
    concat(<key>) <> ''
        and row_number() over (partition by unit_key, <key>, sha256, row_hash order by line) > 1 as is_duplicate
from placed;

insert into duplicates
select sha256, count(*) from <source>_states where is_duplicate group by all;

insert into source_as_of
select
    '<source>',
    unit_key,
    -- What is planned for a unit to come tells nothing of the days before it.
    greatest(least(min(known_on), min(as_of)), any_value(units.valid_from)),
    max(greatest(as_of, told_at::date)),
    count(*)
from <source>_states
left join units using (unit_key)
group by all;

insert into record_changes
select
    '<source>', concat_ws(' ', <key>), unit_key, recorded_at, recorded_by, change_reason,
    changed_fields, is_void = 'yes', to_json(states), file
from (select * exclude (bad_field, bad_value, bad_reason, row_hash, changed) from <source>_states) as states
where recorded_at is not null and not is_duplicate;

create temp table <source>_records as
select
    any_value(unit_code) as unit_code,
    unit_key,
    <key>,
    <fields>,
    arg_max(known_on, turn) as known_on,
    arg_max(file, turn) as source_file,
    arg_max(line, turn) as source_line,
    max(as_of) as as_of
from <source>_states
where not is_duplicate
group by unit_key, <key>
having <is_void> is distinct from 'yes';
