-- grain: feedback, one row a rating; an alike row in another file is the same rating. Without an id the
-- alike rows of one file are as many ratings: the second here is the second in any other file.

-- feedback_named, one row an accepted rating of a file with its unit: where none of that day is named it
-- is the dossier's, else the ward's or the one that carries it on. `alike` is the same where rows say the
-- same, by whatever word each names its unit.
create temp table feedback_named as
select
    rated.*,
    rated_at::date as rated_on,
    case when rated.unit is null or when_read.valid_from > rated_at::date then dossiers.unit_code end as dossier_unit_code,
    coalesce(dossier_unit_code, when_read.code, at_rating.code, word) as unit_code,
    coalesce(
        if(dossier_unit_code is null, null, dossiers.unit_key), when_read.unit_key, at_rating.unit_key, word
    ) as unit_key,
    dossier_unit_code is null and coalesce(when_read.valid_from > rated_on, false) as is_carried,
    hash(
        rating_id, rated_at, rated.dossier_id, rated.officer, source, scale, overall, attitude, access,
        rated."procedure", staff, result, complaint_handling, reason, comment
    ) as alike,
    -- Of its dossier, so that a question about ratings need not look for it among all dossiers.
    dossiers.field,
    coalesce(dossiers.procedure_code, dossiers.procedure) as procedure_key,
    dossiers.channel
from (
    select
        *,
        greatest(as_of, rated_at::date) as read_on,
        coalesce(unit, getvariable('home_unit')::varchar) as word
    from feedback_rows
    where bad_reason is null
) as rated
left join unit_words as when_read
    on when_read.unit = word and read_on between when_read.valid_from and when_read.valid_to
left join unit_words as at_rating
    on at_rating.unit = word and rated_at::date between at_rating.valid_from and at_rating.valid_to
left join dossiers on dossiers.dossier_id = rated.dossier_id;

create temp table feedback_numbered as
select
    *,
    if(rating_id is not null, 1, row_number() over (
        partition by sha256, unit_key, alike
        order by line
    )) as place_among_alike
from feedback_named;

-- feedback_known_before, one row a unit and a rating that it carries: how many alike are known of what
-- went into it, of which an export of the new unit tells again.
create temp table feedback_known_before as
with most as (
    select unit_key, alike, is_carried, max(place_among_alike) as ratings
    from feedback_numbered
    where alike in (select alike from feedback_numbered where is_carried)
    group by all
),
own as (
    select most.unit_key, most.alike, sum(older.ratings) as ratings
    from most
    join unit_parts on whole = most.unit_key
    join most as older on older.unit_key = part and older.alike = most.alike and not older.is_carried
    where most.is_carried
    group by all
),
carried as (
    select most.unit_key, most.alike, sum(greatest(older.ratings - coalesce(own.ratings, 0), 0)) as ratings
    from most
    join unit_parts on whole = most.unit_key
    join most as older on older.unit_key = part and older.alike = most.alike and older.is_carried
    left join own on own.unit_key = part and own.alike = most.alike
    where most.is_carried
    group by all
)
select unit_key, alike, true as is_carried, sum(ratings) as ratings
from (from own union all by name from carried)
group by all;

-- feedback_of_units, the same rows, with which of them are duplicates or were corrected.
create temp table feedback_of_units as
select
    feedback_numbered.*,
    place_among_alike <= coalesce(ratings, 0)
        or row_number() over (
            partition by unit_key, alike, place_among_alike
            order by as_of, landed_order desc, line
        ) > 1 as is_duplicate,
    -- A later file of the same as-of has the same rating: what it mends was never so.
    coalesce(rating_id, dossier_id) is not null
        and landed_order < max(landed_order) over (
            partition by as_of, rating_id, dossier_id, unit_key, source, scale, rated_at
        ) as is_corrected
from feedback_numbered
left join feedback_known_before using (unit_key, alike, is_carried);

insert into duplicates
select sha256, count(*) from feedback_of_units where is_duplicate group by all;

insert into same_day_rows
select sha256, hash(unit_key, source, rated_at, rating_id, dossier_id, if(coalesce(rating_id, dossier_id) is null, alike, null), place_among_alike)
from feedback_of_units
where sha256 in (from same_day_files);

-- dissatisfied_dossiers, one row a dossier that any counter rating calls Không hài lòng, whatever was
-- rated after it and whoever recorded it.
create table dissatisfied_dossiers as
select distinct dossier_id
from feedback_of_units
where scale = 3 and overall = 1 and dossier_id is not null and not is_corrected
order by dossier_id;

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
