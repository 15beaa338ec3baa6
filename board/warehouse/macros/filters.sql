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
-- field of certification out. A rating without a dossier has no
-- field, procedure or channel: it stands only where none of these is chosen.
create or replace temp macro matches_filters(
    d, unit, left_out, field_name, procedure_name, channel_name, certification
) as
    in_scope(d.unit_key, unit, left_out)
    and (field_name is null or d.field = field_name)
    and (procedure_name is null or d.procedure_key = procedure_name)
    and (channel_name is null or d.channel = channel_name)
    and (certification or d.field is distinct from getvariable('certification_field'));

-- What a row is counted under.
create or replace temp macro group_of(by_name, d) as
    case by_name
        when 'field' then d.field
        when 'procedure' then d.procedure_key
        when 'unit' then d.unit_key
        when 'channel' then d.channel
        when 'topic' then d.topic
    end;
