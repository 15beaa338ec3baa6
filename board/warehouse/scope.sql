-- grain: none; views that stand before the tables of a snapshot and show what a reader may see.

-- The units as they are today, for a code may have been another's, with those that went into them or are
-- under them; null for all.
set variable scope_units = if(
    getvariable('scope_codes') is null,
    null,
    coalesce((
        select list(distinct member_key)
        from snapshot_file.unit_scope
        where unit_key in (
            select unit_key
            from snapshot_file.unit_scope
            left join snapshot_file.units using (unit_key)
            where list_contains(getvariable('scope_codes'), split_part(unit_key, '@', 1))
            qualify row_number() over (
                partition by split_part(unit_key, '@', 1), contains(unit_key, '@')
                order by coalesce(valid_from, date '0001-01-01') <= getvariable('scope_day') desc, valid_from desc
            ) = 1
        )
    ), [])
);

create or replace temp macro is_seen(unit) as
    getvariable('scope_codes') is null or list_contains(getvariable('scope_units'), unit);
create or replace temp macro is_seen_code(code) as
    code is null or getvariable('scope_codes') is null
    or code in (select split_part(unnest(getvariable('scope_units')), '@', 1));

-- In place of a code that is not seen stands a mark of its own, by which tables still join; whose
-- dossier it is nobody may count who does not see officers.
create or replace temp macro mark(code) as '#' || md5(concat(getvariable('code_salt'), code));
create or replace temp macro code_seen(code) as
    if(getvariable('sees_codes') or code is null, code, mark(code));
create or replace temp macro post_seen(code) as
    if(getvariable('sees_posts') or code is null, code, mark(code));
create or replace temp macro officer_seen(code) as if(getvariable('sees_officers'), code, null);
create or replace temp macro comment_seen(text) as if(getvariable('sees_comments'), text, null);
create or replace temp macro file_seen(text) as if(getvariable('sees_files'), text, null);

create or replace temp view activities as
    select * replace (post_seen(officers) as officers) from snapshot_file.activities where is_seen(unit_key);
create or replace temp view coverage as
    select * from snapshot_file.coverage where is_seen(unit_key);
create or replace temp view denunciations as
    select * from snapshot_file.denunciations where is_seen(unit_key);
create or replace temp view dossiers as
    select * replace (code_seen(dossier_id) as dossier_id, officer_seen(officer) as officer), rowid from snapshot_file.dossiers where is_seen(unit_key);
create or replace temp view feedback as
    select * replace (code_seen(dossier_id) as dossier_id, officer_seen(officer) as officer, comment_seen(comment) as comment) from snapshot_file.feedback where is_seen(unit_key);
create or replace temp view letters as
    select * replace (code_seen(dossier_id) as dossier_id) from snapshot_file.letters where is_seen(unit_key);
create or replace temp view letters_owed as
    select * replace (code_seen(dossier_id) as dossier_id, officer_seen(officer) as officer) from snapshot_file.letters_owed where is_seen(unit_key);
create or replace temp view officers as
    select * replace (post_seen(officer_code) as officer_code) from snapshot_file.officers where is_seen(unit_key);
create or replace temp view open_dossiers as
    select * replace (code_seen(dossier_id) as dossier_id, officer_seen(officer) as officer) from snapshot_file.open_dossiers where is_seen(unit_key);
create or replace temp view pauses as
    select * replace (code_seen(dossier_id) as dossier_id) from snapshot_file.pauses where is_seen(unit_key);
create or replace temp view petitions as
    select * replace (code_seen(dossier_id) as dossier_id, comment_seen(summary) as summary, comment_seen(result) as result, comment_seen(note) as note) from snapshot_file.petitions where is_seen(unit_key);
create or replace temp view pledges as
    select * replace (post_seen(officer_code) as officer_code) from snapshot_file.pledges where is_seen(unit_key);
create or replace temp view reception_days as
    select * from snapshot_file.reception_days where is_seen(unit_key);
create or replace temp view receptions as
    select * from snapshot_file.receptions where is_seen(unit_key);
create or replace temp view record_changes as
    select * replace (
        if(source in ('officers', 'pledges'), post_seen(record), record) as record,
        post_seen(recorded_by) as recorded_by,
        comment_seen(change_reason) as change_reason,
        if(getvariable('sees_codes') and getvariable('sees_posts') and getvariable('sees_comments'), record_values, null) as record_values
    ) from snapshot_file.record_changes where is_seen(unit_key);
create or replace temp view scores as
    select * from snapshot_file.scores where is_seen(unit_key);
create or replace temp view strata as
    select * from snapshot_file.strata where is_seen(unit_key);
create or replace temp view task_outcomes as
    select * from snapshot_file.task_outcomes where is_seen(unit_key);
create or replace temp view tasks as
    select * from snapshot_file.tasks where is_seen(unit_key);
create or replace temp view bodies as
    select * from snapshot_file.bodies where is_seen_code(unit_code);
create or replace temp view events as
    select * from snapshot_file.events where is_seen_code(unit_code);
create or replace temp view meetings as
    select * from snapshot_file.meetings where is_seen_code(unit_code);
create or replace temp view owners as
    select * from snapshot_file.owners where is_seen_code(unit_code);
create or replace temp view paper_heads as
    select * from snapshot_file.paper_heads where is_seen_code(unit_code);
create or replace temp view targets as
    select * from snapshot_file.targets where is_seen_code(unit_code);
create or replace temp view dissatisfied_dossiers as
    select code_seen(dossier_id) as dossier_id from snapshot_file.dissatisfied_dossiers
    where dossier_id in (select d.dossier_id from snapshot_file.dossiers as d where is_seen(d.unit_key));
create or replace temp view due_outcomes as
    select * from snapshot_file.due_outcomes
    where stratum in (select s.stratum from snapshot_file.strata as s where is_seen(s.unit_key));
create or replace temp view dossier_days as
    select * from snapshot_file.dossier_days
    where stratum in (select s.stratum from snapshot_file.strata as s where is_seen(s.unit_key));
create or replace temp view dossier_months as
    select * from snapshot_file.dossier_months
    where stratum in (select s.stratum from snapshot_file.strata as s where is_seen(s.unit_key));
create or replace temp view working_times as
    select * from snapshot_file.working_times
    where stratum in (select s.stratum from snapshot_file.strata as s where is_seen(s.unit_key));

-- Sums over all units are for who sees every unit; for others the same is added up by unit.
create or replace temp view days_of_all_units as
    select * from snapshot_file.days_of_all_units where getvariable('scope_codes') is null;
create or replace temp view months_of_all_units as
    select * from snapshot_file.months_of_all_units where getvariable('scope_codes') is null;
create or replace temp view working_time_months_of_all_units as
    select * from snapshot_file.working_time_months_of_all_units where getvariable('scope_codes') is null;
create or replace temp view working_times_of_all_units as
    select * from snapshot_file.working_times_of_all_units where getvariable('scope_codes') is null;
create or replace temp view pause_days_of_all_units as
    select * from snapshot_file.pause_days_of_all_units where getvariable('scope_codes') is null;
create or replace temp view rating_days_of_all_units as
    select * from snapshot_file.rating_days_of_all_units where getvariable('scope_codes') is null;

-- A file is seen by who sees every unit of which it holds a row; what no row names, by who sees all.
set variable scope_is_whole = getvariable('scope_codes') is null
    or not exists (from snapshot_file.coverage where not is_seen(unit_key));
create or replace temp macro is_seen_file(name) as getvariable('scope_is_whole') or name in (
    select source_file
    from (
        select source_file, unit_key from snapshot_file.dossiers
        union all by name select source_file, unit_key from snapshot_file.feedback
        union all by name select source_file, unit_key from snapshot_file.pauses
        union all by name select source_file, unit_key from snapshot_file.activities
        union all by name select source_file, unit_key from snapshot_file.denunciations
        union all by name select source_file, unit_key from snapshot_file.letters
        union all by name select source_file, unit_key from snapshot_file.officers
        union all by name select source_file, unit_key from snapshot_file.petitions
        union all by name select source_file, unit_key from snapshot_file.pledges
        union all by name select source_file, unit_key from snapshot_file.receptions
        union all by name select source_file, unit_key from snapshot_file.scores
        union all by name select source_file, unit_key from snapshot_file.tasks
        union all by name select file as source_file, unit_key from snapshot_file.record_changes
    )
    group by source_file
    having bool_and(coalesce(is_seen(unit_key), false))
);
create or replace temp view loads as
    select * from snapshot_file.loads where is_seen_file(file);
create or replace temp view rejected_rows as
    select * replace (file_seen(value) as value) from snapshot_file.rejected_rows where is_seen_file(file);
create or replace temp view warnings as
    select * from snapshot_file.warnings
    where getvariable('sees_files')
        and (is_seen_file(detail) or list_contains(getvariable('scope_codes'), detail));

-- A unit of which a part is not seen has no figures of its own to show.
create or replace temp view unit_scope as
    select *
    from snapshot_file.unit_scope
    where unit_key not in (
        select part.unit_key from snapshot_file.unit_scope as part where not is_seen(part.member_key)
    );
