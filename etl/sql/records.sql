-- grain: <source>_states, one row a state of a record, numbered in the order in which it was stated;
-- <source>_records, one row a record.
create temp table <source>_states as
select
    * exclude (is_carried, own_year),
    row_number() over (
        partition by unit_key, <key>, record_year
        order by stated_at, recorded_at is not null, as_of, landed_order, line
    ) as turn,
    -- A later file of the same as-of says otherwise: what it mends was never so.
    recorded_at is null
        and landed_order < max(landed_order) filter (where recorded_at is null) over (
            partition by unit_key, <key>, record_year, as_of
        ) as is_corrected,
    -- Rows without a key are only counted, and may well be alike.
    concat(<key>) <> ''
        and row_number() over (partition by unit_key, <key>, sha256, row_hash order by line) > 1 as is_duplicate
from <source>_numbered;

insert into duplicates
select sha256, count(*) from <source>_states where is_duplicate group by all;

insert into same_day_rows
select sha256, hash(unit_key, <key>, record_year)
from <source>_states
where recorded_at is null and concat(<key>) <> '' and sha256 in (from same_day_files);

insert into source_files
select
    '<source>', unit_key, sha256, least(min(known_on), min(as_of)), max(greatest(as_of, stated_at::date)), count(*)
from <source>_states
group by all;

insert into kept_on_page
select distinct '<source>', unit_key
from (
    select unit_key, <key>
    from <source>_states
    group by all
    having bool_and(recorded_at is not null)
);

insert into record_changes
select
    '<source>', concat_ws(' ', <key>), record_year, unit_key, recorded_at, recorded_by, change_reason,
    changed_fields, is_void = 'yes', to_json(states), file
from (select * exclude (bad_field, bad_value, bad_reason, row_hash, changed, landed_order, is_corrected) from <source>_states) as states
where recorded_at is not null and not is_duplicate;

create temp table <source>_records as
select
    any_value(unit_code) as unit_code,
    unit_key,
    <key>,
    record_year,
    <fields>,
    arg_max(known_on, turn) as known_on,
    arg_max(file, turn) as source_file,
    arg_max(line, turn) as source_line,
    max(as_of) as as_of
from <source>_states
where not is_duplicate
group by unit_key, <key>, record_year
having <is_void> is distinct from 'yes';
