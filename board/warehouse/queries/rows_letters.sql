-- grain: one row a letter owed that a measure counts ($rows: which kind, or all; $part: those sent, those
-- not), the oldest first; `found` is how many there are in all.
select
    dossier_id,
    kind as letter,
    owed_on,
    drafted_on,
    numbered_on,
    signed_on,
    delivered_on,
    new_due_on,
    days_to_letter,
    known_until - due_on as days_waiting,
    procedure,
    field,
    unit_key,
    status_code,
    officer,
    due_on,
    finished_on,
    letter_id,
    count(*) over () as found
from letters_owed
where matches_filters(unit_key, field, procedure_key, channel, $unit, $left_out, $field, $procedure, $channel, $certification)
    and if($rows = 'timed', delivered_on, owed_on) between $from and $to
    and case $rows
        when 'letters' then true
        when 'timed' then kind = 'apology_legal'
        when 'new_dates' then kind = 'apology_legal' and delivered_on is not null and new_date_kept is not null
        else kind = $rows
    end
    and not is_waived
    and case $part
        when 'sent' then delivered_on is not null
        when 'not_sent' then delivered_on is null
        when 'kept' then new_date_kept
        else true
    end
order by owed_on, dossier_id, kind
limit $limit;
