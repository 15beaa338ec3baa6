-- grain: one row a dossier that is overdue on $then or on $now, or that became so or is so no longer ($change:
-- either, new, cleared), of all fields or of $of_field, the soonest due first; and with `either` those named in
-- $ids, overdue or not.
select * exclude (procedure_key, channel)
from overdue_dossiers($then::date, $now::date, $ids)
where matches_filters(unit_key, field, procedure_key, channel, $unit, null, $field, $procedure, $channel, $certification)
    and ($of_field is null or field = $of_field)
    and case $change
        when 'new' then is_overdue and not was_overdue
        when 'cleared' then was_overdue and not is_overdue
        else was_overdue or is_overdue or dossier_id in (select unnest($ids::varchar[]))
    end
order by due_on, dossier_id
limit $limit;
