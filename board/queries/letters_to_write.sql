-- grain: one row a letter that is still to be sent: owed in the period and neither delivered nor
-- waived, or a letter of thanks, which nobody is owed, that the register holds since a day of it; with
-- the template in force on the day it was drafted, else on the last day that is known; the oldest first.
with unsent as (
    select
        kind, dossier_id, owed_on, unit_key, procedure, due_on, new_due_on, reason, letter_id, number,
        drafted_on, known_until, coalesce(drafted_on, numbered_on, signed_on) is not null as is_begun
    from letters_owed as d
    where is_chosen(d, $unit, $field, $procedure, $channel, $without)
        and owed_on between $from and $to
        and coalesce(delivered_on, waived_on) is null
    union all by name
    select
        kind, dossier_id, drafted_on as owed_on, unit_key, reason, letter_id, number, drafted_on,
        as_of as known_until, true as is_begun
    from letters
    where kind = 'thanks'
        and ($unit is null or unit_key in (select member_key from unit_scope where unit_scope.unit_key = $unit))
        and drafted_on between $from and $to
        and coalesce(delivered_on, waived_on) is null
)
select unsent.*, template
from unsent
left join letter_templates
    on letter_templates.kind = unsent.kind
    and coalesce(drafted_on, known_until) between valid_from and valid_to
order by owed_on, dossier_id, unsent.kind, letter_id;
