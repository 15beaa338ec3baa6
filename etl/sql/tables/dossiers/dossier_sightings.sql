-- grain: dossier_sightings, one row a repeated dossier: what its exports tell only together.
create temp view dossier_sightings as
select
    dossier_id,
    -- The unit at the receipt stays, by the first export that names it: after a merger exports name
    -- the new unit for old days. A blank cell means the ward's own, yet a name goes before it.
    arg_max({'word': word, 'read_on': read_on}, (states.unit is not null, age)) filter (
        where coalesce(when_read.valid_from <= known_on, at_receipt.unit is not null)
    ) as of_receipt,
    min(as_of) filter (where is_withdrawn_status(status_code)) as withdrawn_on,
    min(as_of) as first_seen_on,
    min(as_of) filter (where is_settled_status(status_code)) as settled_seen_on,
    max(as_of) filter (where is_running_status(status_code)) as seen_running_on,
    max(as_of) filter (where is_waiting_status(status_code)) as seen_waiting_on,
    max(ran_before_on) filter (where is_waiting_status(status_code)) as ran_before_wait_on,
    min(due_at::date) filter (where missed_its_due(status_code, due_at, finished_at, as_of)) as missed_due_on
from dossier_days_seen as states
left join unit_words as when_read
    on when_read.unit = word and read_on between when_read.valid_from and when_read.valid_to
left join unit_words as at_receipt
    on at_receipt.unit = word and known_on between at_receipt.valid_from and at_receipt.valid_to
group by all;
