-- grain: none; the filters of every page, written once.

-- Whether a unit is the chosen one or went into it, and is not left out because its files do not reach
-- the period; a null chooses all, or leaves out none.
create or replace temp macro in_scope(member, unit, left_out := null) as
    (unit is null or member in (select member_key from unit_scope where unit_scope.unit_key = unit))
    and (left_out is null or member is null or not list_contains(left_out::varchar[], member));

-- Whether a unit that a reference file names by its code is the chosen one or went into it; a row that
-- names none is of every unit.
create or replace temp macro code_in_scope(code, unit) as
    code is null or unit is null
    or code in (select split_part(member_key, '@', 1) from unit_scope where unit_scope.unit_key = unit);

-- Whether a row is one that a reader chose; a null chooses all, and `certification` false leaves the
-- field of certification out. A rating without a dossier has no field, procedure or channel: it stands
-- only where none of these is chosen. By column, since a row as a whole computes all columns of a view.
create or replace temp macro matches_filters(
    row_unit, row_field, row_procedure, row_channel,
    unit, left_out, field_name, procedure_name, channel_name, certification
) as
    in_scope(row_unit, unit, left_out)
    and (field_name is null or row_field = field_name)
    and (procedure_name is null or row_procedure = procedure_name)
    and (channel_name is null or row_channel = channel_name)
    and (certification or row_field is distinct from getvariable('certification_field'));

-- What the cases of one share are alike in: their unit, field and procedure.
create or replace temp macro stratum_of(row_unit, row_field, row_procedure) as
    concat_ws('|', coalesce(row_unit, ''), coalesce(row_field, ''), coalesce(row_procedure, ''));

-- What a row is counted under.
create or replace temp macro group_of(by_name, row_unit, row_field, row_procedure, row_channel, row_topic) as
    case by_name
        when 'field' then row_field
        when 'procedure' then row_procedure
        when 'unit' then row_unit
        when 'channel' then row_channel
        when 'topic' then row_topic
        when 'stratum' then stratum_of(row_unit, row_field, row_procedure)
    end;
