-- grain: feedback_named, one row an accepted rating of a file with its unit: where none of that day is named it
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
