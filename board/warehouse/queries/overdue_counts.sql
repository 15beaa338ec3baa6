-- grain: one row a field and what tells how a dossier stands that is overdue on $then or on $now; how many stand so,
-- with the earliest due date and settlement of them.
select
    field,
    counted_as,
    was_overdue,
    is_overdue,
    coalesce(settled_on <= $now::date, false) as is_settled,
    min(due_on) as due_on,
    min(settled_on) as settled_on,
    count(*) as n
from overdue_dossiers($then::date, $now::date, []::varchar[])
where matches_filters(unit_key, field, procedure_key, channel, $unit, null, $field, $procedure, $channel, $certification)
    and (was_overdue or is_overdue)
group by all
order by all;
