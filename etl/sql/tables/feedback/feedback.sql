-- grain: feedback, one row a rating.
create table feedback as
select
    rated_at,
    unit_code,
    dossier_id,
    officer,
    source,
    -- Given by the citizen: neither recorded by staff nor asked for by a survey.
    source in ('kiosk', 'online', 'slip') as is_own,
    scale::tinyint as scale,
    overall::tinyint as overall,
    attitude::tinyint as attitude,
    access::tinyint as access,
    procedure::tinyint as procedure,
    staff::tinyint as staff,
    result::tinyint as result,
    complaint_handling::tinyint as complaint_handling,
    reason,
    comment,
    file as source_file,
    line as source_line,
    unit_key,
    field,
    procedure_key,
    channel
from feedback_of_units
where not is_duplicate and not is_corrected
-- Of a dossier one counter rating of the citizen stands, and apart from it one that staff recorded: the
-- latest that says anything, and of one moment in one file the later line.
qualify scale = 5 or dossier_id is null or row_number() over (
    partition by dossier_id, scale, if(is_own, 'own', source)
    order by overall is not null desc, rated_at desc, as_of desc, landed_order desc, line desc
) = 1
order by rated_at, file, line;
