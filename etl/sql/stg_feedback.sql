-- grain: one row a row of one file; bad_reason is null where the row is accepted.
with distinct_answers as (
    select distinct source, scale, overall, attitude, access, "procedure", staff, result, complaint_handling
    from typed
),
-- One row: which of the columns have an answer that is a rating. A form may ask other things under the
-- same heading ("Thủ tục hành chính": "Khai sinh"): a question without any rating is no factor.
factors as (
    select coalesce(
        bool_or(level(columns('^(attitude|access|procedure|staff|result|complaint_handling)$'), 5) > 0), false
    ) as "rates_\1"
    from distinct_answers
),
-- One row a source whose rows name no scale and have a word of five levels: its answers are of five, since
-- those of its lowest levels would be lost on three.
of_five as (
    select distinct source as five_source
    from distinct_answers
    where scale is null
        and len(list_filter(
            [overall, attitude, access, "procedure", staff, result, complaint_handling],
            lambda a: regexp_matches(a, '^[45]([.,]0+)?$') or fold(a) in ('ratkhonghailong', 'binhthuong')
        )) > 0
),
scaled as (
    select
        typed.* replace (
            coalesce(scale, if(source = 'survey' or five_source is not null, 5, 3)) as scale,
            if(rates_attitude, attitude, null) as attitude,
            if(rates_access, access, null) as access,
            if(rates_procedure, "procedure", null) as "procedure",
            if(rates_staff, staff, null) as staff,
            if(rates_result, result, null) as result,
            if(rates_complaint_handling, complaint_handling, null) as complaint_handling
        ),
        coalesce(
            if(not rates_attitude, attitude, null), if(not rates_access, access, null),
            if(not rates_procedure, "procedure", null), if(not rates_staff, staff, null),
            if(not rates_result, result, null), if(not rates_complaint_handling, complaint_handling, null)
        ) is not null as has_other_answer
    from typed
    cross join factors
    left join of_five on five_source = source
),
levels as (
    select
        * exclude (overall, attitude, access, "procedure", staff, result, complaint_handling),
        level(
            columns(['overall', 'attitude', 'access', 'procedure', 'staff', 'result', 'complaint_handling']), scale
        ),
        [
            {'name': 'overall', 'answer': overall},
            {'name': 'attitude', 'answer': attitude},
            {'name': 'access', 'answer': access},
            {'name': 'procedure', 'answer': "procedure"},
            {'name': 'staff', 'answer': staff},
            {'name': 'result', 'answer': result},
            {'name': 'complaint_handling', 'answer': complaint_handling}
        ] as answers
    from scaled
),
judged as (
    select *, list_filter(answers, lambda a: level(a.answer, scale) = -1)[1] as off_scale
    from levels
)
select
    line,
    row_hash,
    rating_id,
    rated_at,
    unit_code as unit,
    code_of(dossier_id) as dossier_id,
    nullif(officer, '') as officer,
    officer = '' as officer_was_dropped,
    source,
    scale,
    overall,
    attitude,
    access,
    "procedure",
    staff,
    result,
    complaint_handling,
    reason,
    comment,
    has_other_answer,
    coalesce(bad_field, off_scale.name) as bad_field,
    coalesce(bad_value, off_scale.answer) as bad_value,
    coalesce(bad_reason, if(off_scale is null, null, 'level_not_on_scale')) as bad_reason
from judged
