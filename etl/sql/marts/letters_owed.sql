-- grain: letters_owed, one row a dossier and a kind of letter that it owes, with what became of it. A letter
-- is that of the dossier it names, whichever unit sent it.
create table letters_owed as
with sent as (
    -- One letter of a kind a dossier: the first delivered, else the one that came furthest.
    select * exclude (unit_key, unit_code, as_of)
    from letters
    where dossier_id is not null
    qualify row_number() over (
        partition by dossier_id, kind
        order by delivered_on, signed_on, numbered_on, drafted_on, waived_on, letter_id, unit_key
    ) = 1
)
select
    dossier_id, kind, owed_on, unit_key, field, procedure, procedure_key,
    channel, topic, officer, status_code, due_on, finished_on, known_until, letter_id, number, drafted_on, numbered_on,
    signed_on, delivered_on, new_due_on, reason, waived_on, waived_reason,
    delivered_on is null and waived_on is not null as is_waived,
    delivered_on - due_on as days_to_letter,
    case
        when is_withdrawn and settled_on <= new_due_on then null  -- neither kept nor broken
        when coalesce(finished_on, known_until) > new_due_on then false
        when finished_on <= new_due_on then true
    end as new_date_kept
from letter_obligations
left join sent using (dossier_id, kind)
where owed
order by owed_on, dossier_id, kind;
