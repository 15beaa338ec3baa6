-- grain: one row a row of one file; bad_reason is null where the row is accepted.
with scaled as (
    select * replace (coalesce(scale, if(source = 'survey', 5, 3)) as scale) from typed
),
levels as (
    select
        * replace (
            level(overall, scale) as overall,
            level(attitude, scale) as attitude,
            level(access, scale) as access,
            level("procedure", scale) as "procedure",
            level(staff, scale) as staff,
            level(result, scale) as result,
            level(complaint_handling, scale) as complaint_handling
        ),
        [
            {'name': 'overall', 'said': overall},
            {'name': 'attitude', 'said': attitude},
            {'name': 'access', 'said': access},
            {'name': 'procedure', 'said': "procedure"},
            {'name': 'staff', 'said': staff},
            {'name': 'result', 'said': result},
            {'name': 'complaint_handling', 'said': complaint_handling}
        ] as answers
    from scaled
),
judged as (
    select *, list_filter(answers, lambda a: level(a.said, scale) = -1)[1] as off_scale
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
    coalesce(bad_field, off_scale.name) as bad_field,
    coalesce(bad_value, off_scale.said) as bad_value,
    coalesce(bad_reason, if(off_scale is null, null, 'level_not_on_scale')) as bad_reason
from judged
