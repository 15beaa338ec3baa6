-- left_out_rows, one row a file of which a later one of the same as-of has half or more, and so mends it:
-- how many it left out.
create temp table left_out_rows as
with told as (
    select distinct files.source, as_of, landed_order, sha256, file, about
    from same_day_rows
    join files using (sha256)
),
shared as (
    select earlier.sha256, later.landed_order, count(*) as rows
    from told as earlier
    join told as later using (source, as_of, about)
    where later.landed_order > earlier.landed_order
    group by all
)
select file, count(*) - any_value(shared.rows) as rows
from told
join (from shared qualify row_number() over (partition by sha256 order by landed_order desc) = 1) as shared using (sha256)
group by file, sha256
having any_value(shared.rows) between count(*) / 2 and count(*) - 1;

-- grain: warnings, one row a kind of doubt and what it is about, with its number of rows.
create table warnings as
with found as (
    select 'unknown_unit' as code, coalesce(unit_code, '(trống)') as detail, count(*) as rows
    from (select unit_code, unit_key from dossiers union all select unit_code, unit_key from feedback)
    where unit_key is null or unit_key not in (select unit_key from units)
    group by all
    union all
    select 'unknown_unit', coalesce(unit_key, '(trống)'), sum(rows)
    from coverage
    where source not in ('dossiers', 'feedback', 'pauses')
        and (unit_key is null or unit_key not in (select unit_key from units))
    group by all
    union all
    select 'dossier_code_shape', source_file, count(*)
    from dossiers
    where not regexp_matches(
        dossier_id,
        '^(?:\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}|[A-Z]\d{2}(?:\.\d{1,4}){0,3})-\d{6}-\d{3,6}$'
    )
    group by all
    union all
    select 'unknown_procedure', coalesce(procedure_code, procedure, '(trống)'), count(*)
    from dossiers
    where (procedure_code is null
            or procedure_code not in (select code from procedures where code is not null))
        and (procedure is null or fold(procedure) not in (select fold(name) from procedures))
    group by all
    union all
    select 'procedure_dropped', file, names_dropped
    from files
    where names_dropped > 0
    union all
    select 'finished_without_date', source_file, count(*)
    from dossiers
    where finished_without_date
    group by all
    union all
    select 'outside_calendar', source_file, count(*)
    from dossiers
    where finished_at is not null and received_at is not null and working_days is null
    group by all
    union all
    select 'outside_calendar', source_file, count(*)
    from pauses
    where ended_at is not null and working_days is null
    group by all
    union all
    -- By the lines, of ten codes at most: a code is for restricted lists alone.
    select 'dossier_rows_differ', file || ': ' || array_to_string(list(lines order by first_line)[:10], '; '), sum(rows)
    from (
        select file, sha256, min(line) as first_line, string_agg(line, ', ' order by line) as lines, count(*) as rows
        from dossier_states
        where not is_duplicate
        group by file, sha256, dossier_id
        having count(*) > 1
    )
    group by file, sha256
    union all
    select 'happened_after_export', file, count(*)
    from happened_rows
    where newest > as_of
    group by all
    union all
    select 'officer_dropped', file, count(*)
    from (
        select file, officer_was_dropped from dossiers_rows
        union all
        select file, officer_was_dropped from feedback_rows
    )
    where officer_was_dropped
    group by all
    union all
    select 'dissatisfied_without_reason', source_file, count(*)
    from feedback
    where scale = 3 and overall = 1 and reason is null
    group by all
    union all
    select 'not_a_factor', file, count(*)
    from feedback_rows
    where has_other_answer
    group by all
    union all
    select 'survey_on_three_levels', source_file, count(*)
    from feedback
    where source = 'survey' and scale = 3
    group by all
    union all
    select 'rating_of_unknown_dossier', source_file, count(*)
    from feedback
    where dossier_id is not null
        and not exists (from dossiers where dossiers.dossier_id = feedback.dossier_id)
    group by all
    union all
    select 'pause_of_unknown_dossier', source_file, count(*)
    from pauses
    where not exists (from dossiers where dossiers.dossier_id = pauses.dossier_id)
    group by all
    union all
    select
        if(dossiers.dossier_id is null, 'letter_of_unknown_dossier', 'letter_not_owed'),
        letters.source_file,
        count(*)
    from letters
    left join dossiers using (dossier_id)
    where letters.dossier_id is not null
        and kind <> 'thanks'
        and not exists (
            from letters_owed as owed
            where owed.dossier_id = letters.dossier_id and owed.kind = letters.kind
        )
    group by all
    union all
    select
        if(criteria.criterion is null, 'criterion_not_on_card', 'points_above_max'),
        scores.source_file,
        count(*)
    from scores
    left join criteria
        on criteria.scorecard = scores.scorecard
        and criteria.criterion = scores.criterion
        and period_end between criteria.valid_from and criteria.valid_to
    where criteria.criterion is null or greatest(self_points, appraised_points) > max_points
    group by all
    union all
    -- A newer file that tells of fewer is believed, yet it may hold only what is new.
    select 'fewer_denunciations', denunciations.source_file, max(told.rows - denunciations.received)
    from (
        select unit_key, date_trunc('month', received_on)::date as month, sha256, count(*) as rows
        from petitions_states
        where kind = 'denunciation'
        group by all
    ) as told
    join denunciations on denunciations.unit_key = told.unit_key and denunciations.month = told.month
    where told.rows > denunciations.received
    group by all
    union all
    select 'entry_overrules_file', file, rows
    from overruled
    union all
    select 'left_out_of_mended_file', file, rows
    from left_out_rows
    union all
    select code, file, rows
    from unclear_years
    union all
    select 'carried_from_old_unit', file, rows
    from carried
    union all
    select 'carried_from_old_unit', source_file, count(*)
    from (
        select unit_key, source_file, coalesce(received_at, submitted_at, as_of)::date as known_on from dossiers
        union all
        select unit_key, source_file, rated_at::date from feedback
    )
    join units using (unit_key)
    where known_on < valid_from
    group by all
    union all
    select 'as_of_estimated', file, rows_read
    from files
    where as_of_is_estimated
)
select code, shown as detail, sum(rows)::bigint as rows, getvariable('warning_words')[code] as sentence
from (
    select *, if(code in ('unknown_unit', 'unknown_procedure'), shown_word(detail, rows), detail) as shown
    from found
)
group by all
order by all;
