-- grain: one row a letter that is still to be sent: owed in the period and neither delivered nor
-- waived, or a letter of thanks, which nobody is owed, that the register holds since a day of it; with
-- the template in force on the day on which it is written: that of its draft, else today, else (in a
-- sample, which has no today) the last day that is known; the oldest first. `reason` is the sentence
-- of its code on that day, null where there is none; what is no code stands as a person wrote it, but
-- where no codes are known nothing does.
with unsent as (
    select
        kind, dossier_id, owed_on, unit_key, procedure, due_on, new_due_on, reason, letter_id, number,
        drafted_on, finished_on, coalesce(drafted_on, $today, known_until) as written_on,
        -- A day that was promised on paper stands; a draft that nobody numbered promises anew.
        coalesce(
            new_due_on < known_until and coalesce(finished_on, numbered_on, signed_on) is null, false
        ) as is_new_due_past,
        coalesce(drafted_on, numbered_on, signed_on) is not null as is_begun
    from letters_owed
    where matches_filters(unit_key, field, procedure_key, channel, $unit, null, $field, $procedure, $channel, $certification)
        and owed_on between $from and $to
        and coalesce(delivered_on, waived_on) is null
    union all by name
    select
        kind, dossier_id, drafted_on as owed_on, unit_key, reason, letter_id, number, drafted_on,
        drafted_on as written_on, false as is_new_due_past, true as is_begun
    from letters
    where kind = 'thanks'
        and in_scope(unit_key, $unit)
        and drafted_on between $from and $to
        and coalesce(delivered_on, waived_on) is null
)
select
    unsent.* replace (
        case
            when apology_reasons.code is not null then sentence
            when exists (select 1 from apology_reasons) then reason
        end as reason
    ),
    template,
    (
        select name from bodies
        where role = 'letters_on_behalf_of'
            and written_on between bodies.valid_from and bodies.valid_to
            and coalesce(unit_code = split_part(unsent.unit_key, '@', 1), true)
        order by unit_code nulls last
        limit 1
    ) as on_behalf_of
from unsent
left join apology_reasons
    on lower(apology_reasons.code) = lower(trim(unsent.reason))
    and written_on between apology_reasons.valid_from and apology_reasons.valid_to
left join letter_templates
    on letter_templates.kind = unsent.kind
    and written_on between letter_templates.valid_from and letter_templates.valid_to
order by owed_on, dossier_id, unsent.kind, letter_id;
