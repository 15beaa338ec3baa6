-- grain: feedback, one row a rating; an identical row in another file is the same rating.
create temp table feedback_rows_told_apart as
select
    *,
    row_number() over (
        partition by row_hash, rated_at, dossier_id
        order by as_of, landed_order desc, line
    ) > 1 as is_duplicate,
    -- A later file of the same as-of has the same rating: what it mends was never said.
    coalesce(rating_id, dossier_id) is not null
        and landed_order < max(landed_order) over (
            partition by as_of, rating_id, dossier_id, unit, source, scale, rated_at
        ) as is_corrected
from feedback_rows
where bad_reason is null;

insert into duplicates
select sha256, count(*) from feedback_rows_told_apart where is_duplicate group by all;

-- dissatisfied_dossiers, one row a dossier that any counter rating calls Không hài lòng, whatever was
-- rated after it and whoever recorded it.
create table dissatisfied_dossiers as
select distinct dossier_id
from feedback_rows_told_apart
where scale = 3 and overall = 1 and dossier_id is not null and not is_corrected
order by dossier_id;

create table feedback as
select
    said.rated_at,
    coalesce(unit_words.code, said.unit, dossiers.unit_code, home.code, getvariable('home_unit')) as unit_code,
    said.dossier_id,
    said.officer,
    said.source,
    -- Given by the citizen: neither recorded by staff nor asked for by a survey.
    said.source in ('kiosk', 'online', 'slip') as is_own,
    said.scale::tinyint as scale,
    said.overall::tinyint as overall,
    said.attitude::tinyint as attitude,
    said.access::tinyint as access,
    said.procedure::tinyint as procedure,
    said.staff::tinyint as staff,
    said.result::tinyint as result,
    said.complaint_handling::tinyint as complaint_handling,
    said.reason,
    said.comment,
    said.file as source_file,
    said.line as source_line,
    coalesce(unit_words.unit_key, said.unit, dossiers.unit_key, home.unit_key, getvariable('home_unit')) as unit_key,
    -- Of its dossier, so that a question about ratings need not look for it among all dossiers.
    dossiers.field,
    coalesce(dossiers.procedure_code, dossiers.procedure) as procedure_key,
    dossiers.channel
from feedback_rows_told_apart as said
left join unit_words
    on unit_words.unit = said.unit
    and said.rated_at::date between unit_words.valid_from and unit_words.valid_to
left join unit_words as home
    on home.unit = getvariable('home_unit')::varchar
    and said.rated_at::date between home.valid_from and home.valid_to
left join dossiers on dossiers.dossier_id = said.dossier_id
where not is_duplicate and not is_corrected
-- Of a dossier one counter rating of the citizen stands and beside it one that staff recorded: the
-- latest that says anything, and of one moment in one file the later line.
qualify said.scale = 5 or said.dossier_id is null or row_number() over (
    partition by said.dossier_id, said.scale, if(is_own, 'own', said.source)
    order by said.overall is not null desc, said.rated_at desc, said.as_of desc, said.landed_order desc,
        said.line desc
) = 1
order by said.rated_at, said.file, said.line;
