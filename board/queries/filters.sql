-- grain: none; the filters of every page, written once.

-- The dossiers that a reader chose, with what every question needs of them. A null chooses all.
create or replace temp macro chosen(unit, field_name, procedure_key, channel_name, without_field) as table
    select
        dossiers.*,
        received_at::date as received_on,
        due_at::date as due_on,
        finished_at::date as finished_on,
        coalesce(procedure_code, procedure) as procedure_key,
        status_code not in (1, 3) and received_at is not null as in_form,
        case
            when settled_on is null then null
            when status_code = 7 or due_at is null or finished_at::date = due_at::date then 'on_time'
            when finished_at::date < due_at::date then 'before_time'
            else 'overdue'
        end as verdict
    from dossiers
    where (unit is null or unit_key in (
            select member_key from unit_scope where unit_scope.unit_key = unit
        ))
        and (field_name is null or field = field_name)
        and (procedure_key is null or coalesce(procedure_code, procedure) = procedure_key)
        and (channel_name is null or channel = channel_name)
        and (without_field is null or field <> without_field);

-- The ratings that a reader chose, with the field of their dossier. A rating without a dossier has
-- no field, procedure or channel: it stands only where none of these is chosen.
create or replace temp macro chosen_ratings(
    unit, field_name, procedure_key, channel_name, without_field
) as table
    select ratings.*, ratings.rated_at::date as rated_on, rated.field
    from feedback as ratings
    left join dossiers as rated using (dossier_id)
    where (unit is null or ratings.unit_key in (
            select member_key from unit_scope where unit_scope.unit_key = unit
        ))
        and (field_name is null or rated.field = field_name)
        and (procedure_key is null
            or coalesce(rated.procedure_code, rated.procedure) = procedure_key)
        and (channel_name is null or rated.channel = channel_name)
        and (without_field is null or rated.field is distinct from without_field);

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

-- What is in hand at each unit's newest export, and how it stands against its due date there.
create or replace temp macro open_now(
    unit, field_name, procedure_key, channel_name, without_field, due_soon_days
) as table
    select
        d.*,
        unit_as_of.as_of as judged_on,
        judged.work_day_number - received.work_day_number as age_working_days,
        judged.work_day_number - due.work_day_number as late_working_days,
        d.as_of < unit_as_of.as_of as not_updated,
        status_code in (9, 10) as finished_without_date,
        case
            when status_code in (5, 6, 8) then 'waiting'
            when due_on is null then 'no_due_date'
            when due_on < unit_as_of.as_of then 'overdue'
            when due.work_day_number - judged.work_day_number <= due_soon_days then 'due_soon'
            else 'within'
        end as state
    from chosen(unit, field_name, procedure_key, channel_name, without_field) as d
    left join unit_as_of using (unit_key)
    left join calendar as judged on judged.day = unit_as_of.as_of
    left join calendar as received on received.day = d.received_on
    left join calendar as due on due.day = d.due_on
    where in_form and settled_on is null;
