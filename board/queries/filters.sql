-- grain: none; the filters of every page, written once.

-- The units that a reader chose, and the day to which each is known: that of its newest export. A
-- null chooses all, and the dossiers of no unit with them.
create or replace temp macro known_units(unit) as table
    select unit_key, as_of as known_until
    from unit_as_of
    where unit is null or unit_key in (
        select member_key from unit_scope where unit_scope.unit_key = unit
    )
    union all
    select null, max(as_of)
    from dossiers
    where unit is null and unit_key is null
    having count(*) > 0;

-- The day to which every unit is known. A constant lets a scan pass over what was settled until
-- then; a column that a join brings cannot.
set variable all_known_until = (select min(known_until) from known_units(null));

-- The dossiers that a reader chose, with what every question needs of them. A null chooses all.
-- Every period ends at the earlier of its last day and known_until: what a unit's exports say of
-- days after that waits for the next one.
create or replace temp macro chosen(unit, field_name, procedure_key, channel_name, without_field) as table
    select
        dossiers.*,
        known_until,
        received_at::date as received_on,
        due_at::date as due_on,
        finished_at::date as finished_on,
        coalesce(procedure_code, procedure) as procedure_key,
        status_code not in (1, 3) and received_at::date <= known_until as in_form,
        -- Without a due date, or withdrawn, is on time.
        coalesce(settled_on < due_at::date and status_code <> 7, false) as settled_before_time,
        coalesce(settled_on > due_at::date and status_code <> 7, false) as settled_overdue
    from dossiers
    join known_units(unit) as known on dossiers.unit_key is not distinct from known.unit_key
    where (field_name is null or field = field_name)
        and (procedure_key is null or coalesce(procedure_code, procedure) = procedure_key)
        and (channel_name is null or channel = channel_name)
        and (without_field is null or field <> without_field);

-- The ratings that a reader chose, with the field of their dossier where a question needs it (it
-- costs more than the rest). A rating without a dossier has no field, procedure or channel: it
-- stands only where none of these is chosen.
create or replace temp macro chosen_ratings(
    unit, field_name, procedure_key, channel_name, without_field, needs_field
) as table
    select ratings.*, ratings.rated_at::date as rated_on, rated.field
    from feedback as ratings
    left join dossiers as rated
        on rated.dossier_id = ratings.dossier_id
        and (needs_field or field_name is not null or procedure_key is not null
            or channel_name is not null or without_field is not null)
    where (unit is null or ratings.unit_key in (
            select member_key from unit_scope where unit_scope.unit_key = unit
        ))
        and (field_name is null or rated.field = field_name)
        and (procedure_key is null
            or coalesce(rated.procedure_code, rated.procedure) = procedure_key)
        and (channel_name is null or rated.channel = channel_name)
        and (without_field is null or rated.field is distinct from without_field);

-- The dossiers that have a counter rating.
create or replace temp macro counter_rated() as table
    select dossier_id
    from feedback
    where scale = 3 and overall is not null and dossier_id is not null;

-- What a row is counted under.
create or replace temp macro group_of(by_name, d) as
    case by_name
        when 'field' then d.field
        when 'procedure' then d.procedure_key
        when 'unit' then d.unit_key
        when 'channel' then d.channel
        when 'topic' then d.topic
    end;

-- The periods asked for, numbered as given.
create or replace temp macro periods(starts, ends) as table
    select
        unnest(range(len(starts))) as period,
        unnest(starts)::date as first_day,
        unnest(ends)::date as last_day;

-- percentile_cont over values that were counted: `up_to` is how many of `n` are `value` or less.
-- At position p × (n − 1) of the sorted values, counted from 0, between the two nearest.
create or replace temp macro percentile_of_counts(p, value, up_to, n) as
    min(value) filter (where up_to > floor(p * (n - 1)))
    + max(p * (n - 1) - floor(p * (n - 1))) * (
        min(value) filter (where up_to > ceil(p * (n - 1)))
        - min(value) filter (where up_to > floor(p * (n - 1)))
    );

-- What is in hand at each unit's newest export, and how it stands against its due date there.
create or replace temp macro open_now(
    unit, field_name, procedure_key, channel_name, without_field, due_soon_days
) as table
    select
        d.*,
        judged.work_day_number - received.work_day_number as age_working_days,
        judged.work_day_number - due.work_day_number as late_working_days,
        d.as_of < known_until as not_updated,
        status_code in (9, 10) and settled_on is null as finished_without_date,
        case
            when status_code in (5, 6, 8) then 'waiting'
            when due_on is null then 'no_due_date'
            when due_on < known_until then 'overdue'
            when due.work_day_number - judged.work_day_number <= due_soon_days then 'due_soon'
            else 'within'
        end as state
    from chosen(unit, field_name, procedure_key, channel_name, without_field) as d
    left join calendar as judged on judged.day = known_until
    left join calendar as received on received.day = d.received_on
    left join calendar as due on due.day = d.due_on
    where in_form
        and (settled_on is null or settled_on > known_until)
        and (settled_on is null or settled_on > getvariable('all_known_until'));
