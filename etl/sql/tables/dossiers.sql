-- grain: dossiers, one row a dossier in its newest state, with the history that matters.

-- Nearly every dossier is seen once; only the others need their states put in order.
create temp table repeated_dossiers as
select hash(dossier_id) as dossier_hash
from dossiers_rows
where bad_reason is null
group by all
having count(*) > 1;

-- `read_on` is the day on which the word for a unit is read: that of the export, but for what it tells
-- of later days.
create temp table dossier_states as
select
    *,
    coalesce(received_at, submitted_at, as_of)::date as known_on,
    greatest(as_of, known_on) as read_on,
    coalesce(unit, getvariable('home_unit')::varchar) as word,
    row_number() over (partition by dossier_id, sha256, row_hash order by line) > 1 as is_duplicate
from dossiers_rows
where bad_reason is null
    and hash(dossier_id) in (from repeated_dossiers);

insert into duplicates
select sha256, count(*) from dossier_states where is_duplicate group by all;

insert into same_day_rows
select sha256, hash(dossier_id)
from dossiers_rows
where bad_reason is null and sha256 in (from same_day_files);

create temp table dossier_histories as
with of_one_day as (
    -- Of one as-of the file that landed last is believed: what it mends was never so, and is no history.
    select *
    from dossier_states
    where not is_duplicate
    qualify row_number() over (
        partition by dossier_id, as_of
        order by landed_order desc, finished_at desc nulls last, line desc
    ) = 1
),
states as (
    select *, row_number() over (partition by dossier_id order by as_of desc) as age  -- 1 = the newest
    from of_one_day
),
dues as (
    select
        dossier_id,
        due_at,
        age,
        lag(due_at::date) over earlier as due_before,
        lag(as_of) over earlier as shown_on
    from states
    where due_at is not null
    window earlier as (partition by dossier_id order by age desc)
),
due_history as (
    select
        dossier_id,
        arg_max(due_at, age) as first_due_at,
        count(*) filter (due_at::date <> due_before)::integer as due_changes,
        count(*) filter (due_at::date <> due_before and shown_on > due_before) > 0 as due_moved_late
    from dues
    group by all
),
seen as (
    select
        dossier_id,
        -- The unit at the receipt stays, by the first export that names it: after a merger exports name
        -- the new unit for old days. A blank cell means the ward's own, yet a name goes before it.
        arg_max({'word': word, 'read_on': read_on}, (states.unit is not null, age)) filter (
            where coalesce(when_read.valid_from <= known_on, at_receipt.unit is not null)
        ) as of_receipt,
        min(as_of) filter (where is_withdrawn_status(status_code)) as withdrawn_on,
        min(as_of) as first_seen_on,
        min(as_of) filter (where is_settled_status(status_code)) as settled_seen_on
    from states
    left join unit_words as when_read
        on when_read.unit = word and read_on between when_read.valid_from and when_read.valid_to
    left join unit_words as at_receipt
        on at_receipt.unit = word and known_on between at_receipt.valid_from and at_receipt.valid_to
    group by all
)
select
    states.* exclude (age, is_duplicate)
        replace (
            coalesce(of_receipt.word, states.word) as word,
            coalesce(of_receipt.read_on, states.read_on) as read_on
        ),
    due_history.first_due_at,
    coalesce(due_history.due_changes, 0) as due_changes,
    coalesce(due_history.due_moved_late, false) as due_moved_late,
    seen.withdrawn_on,
    seen.first_seen_on,
    seen.settled_seen_on
from states
left join due_history using (dossier_id)
join seen using (dossier_id)
where age = 1;

-- Put in order in a step of its own: a sort over a union takes more memory than the rows themselves.
create temp table dossiers_in_any_order as
with latest as (
    from dossier_histories
    union all by name
    select
        *,
        coalesce(received_at, submitted_at, as_of)::date as known_on,
        greatest(as_of, known_on) as read_on,
        coalesce(unit, getvariable('home_unit')::varchar) as word,
        due_at as first_due_at,
        0 as due_changes,
        false as due_moved_late,
        if(is_withdrawn_status(status_code), as_of, null) as withdrawn_on,
        as_of as first_seen_on,
        if(is_settled_status(status_code), as_of, null) as settled_seen_on
    from dossiers_rows
    where bad_reason is null
        and hash(dossier_id) not in (from repeated_dossiers)
)
select
    dated.dossier_id,
    coalesce(when_read.code, at_receipt.code, word) as unit_code,
    coalesce(procedure_words.code, procedure_code_of(dated.procedure_code)) as procedure_code,
    coalesce(procedure_words.name, dated.procedure) as procedure,
    coalesce(field_words.field, procedure_words.field, 'Chưa rõ') as field,
    dated.channel,
    dated.status_code::tinyint as status_code,
    dated.submitted_at,
    dated.received_at,
    dated.due_at,
    dated.first_due_at,
    dated.due_changes,
    dated.due_moved_late,
    dated.finished_at,
    dated.finish_is_estimated,
    dated.returned_at,
    case
        when is_finished_status(dated.status_code) then dated.finished_at::date
        when is_withdrawn_status(dated.status_code)
            then coalesce(
                dated.finished_at::date,
                dated.returned_at::date,
                -- An export that is dated before the receipt settles nothing before it.
                greatest(dated.withdrawn_on, dated.received_at::date)
            )
    end as settled_on,
    -- Finished, but on which day no export says: in hand by the form, and neither late nor on time.
    is_finished_status(dated.status_code) and dated.finished_at is null as finished_without_date,
    dated.first_seen_on,
    dated.settled_seen_on,
    dated.supplement_requests,
    dated.paused_days,
    dated.overdue_reason,
    dated.officer,
    dated.neighbourhood,
    procedure_words.topic,
    working_days(
        received_day, dated.received_at, finished_day, dated.finished_at, dated.paused_days
    ) as working_days,
    dated.file as source_file,
    dated.line as source_line,
    dated.as_of,
    coalesce(when_read.unit_key, at_receipt.unit_key, word) as unit_key
from latest as dated
-- A unit that began after the receipt carries what an older one received.
left join unit_words as when_read
    on when_read.unit = word and read_on between when_read.valid_from and when_read.valid_to
left join unit_words as at_receipt
    on at_receipt.unit = word and known_on between at_receipt.valid_from and at_receipt.valid_to
left join procedure_words
    on procedure_words.procedure_code is not distinct from dated.procedure_code
    and procedure_words.procedure is not distinct from dated.procedure
    and dated.known_on between procedure_words.valid_from and procedure_words.valid_to
left join field_words on field_words.written_field = dated.field
left join calendar as received_day on received_day.day = dated.received_at::date
left join calendar as finished_day on finished_day.day = dated.finished_at::date;

create table dossiers as
from dossiers_in_any_order
order by received_at, dossier_id;

drop table dossiers_in_any_order;
