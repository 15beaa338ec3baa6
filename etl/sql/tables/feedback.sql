-- grain: feedback, one row a rating; an identical row in another file is the same rating. Without an id
-- the identical rows of one file are as many ratings: the second here is the second in any other file.
create temp table feedback_rows_told_apart as
with placed as (
    select
        *,
        if(rating_id is not null, 1, row_number() over (
            partition by sha256, row_hash, rated_at, dossier_id, rating_id
            order by line
        )) as place_among_alike
    from feedback_rows
    where bad_reason is null
)
select
    * exclude (place_among_alike),
    row_number() over (
        partition by row_hash, rated_at, dossier_id, place_among_alike
        order by as_of, landed_order desc, line
    ) > 1 as is_duplicate,
    -- A later file of the same as-of has the same rating: what it mends was never said.
    coalesce(rating_id, dossier_id) is not null
        and landed_order < max(landed_order) over (
            partition by as_of, rating_id, dossier_id, unit, source, scale, rated_at
        ) as is_corrected
from placed;

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
    -- Where no unit of that day is named it is the dossier's, else the ward's or the one that carries it on.
    coalesce(
        case when said.unit is null or when_told.valid_from > rated_on then dossiers.unit_code end,
        when_told.code, at_rating.code, word
    ) as unit_code,
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
    coalesce(
        case when said.unit is null or when_told.valid_from > rated_on then dossiers.unit_key end,
        when_told.unit_key, at_rating.unit_key, word
    ) as unit_key,
    -- Of its dossier, so that a question about ratings need not look for it among all dossiers.
    dossiers.field,
    coalesce(dossiers.procedure_code, dossiers.procedure) as procedure_key,
    dossiers.channel
from (
    select
        *,
        rated_at::date as rated_on,
        greatest(as_of, rated_on) as read_on,
        coalesce(unit, getvariable('home_unit')::varchar) as word
    from feedback_rows_told_apart
) as said
left join unit_words as when_told
    on when_told.unit = word and read_on between when_told.valid_from and when_told.valid_to
left join unit_words as at_rating
    on at_rating.unit = word and rated_on between at_rating.valid_from and at_rating.valid_to
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
