-- grain: procedures, one row a procedure and the days on which its row holds.
create table procedures as
select procedure_code_of(code) as code, name, field, limit_working_days,
    coalesce(same_day, false) as same_day, topic, valid_from, valid_to
from reference_procedures
where validate_row(line, case
    when regexp_matches(code, '^\d+(,\d|$)|^\d\.?\d*[eE][+-]?\d') then 'procedure_code_unclear'
    when topic not in ('land', 'compensation') then 'topic_unclear'
    when limit_working_days < 0 then 'limit_negative'
end);
