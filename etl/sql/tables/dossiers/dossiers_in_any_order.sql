-- grain: dossiers_in_any_order, one row a dossier with what the reference tables say of it.
create temp view dossiers_in_any_order as
select
    dated.dossier_id,
    coalesce(when_read.code, at_receipt.code, word) as unit_code,
    coalesce(procedure_words.code, procedure_code_of(dated.procedure_code)) as procedure_code,
    coalesce(procedure_words.name, dated.procedure) as procedure,
    coalesce(field_words.field, procedure_words.field, 'Chưa rõ') as field,
    dated.channel,
    dated.status_code::tinyint as status_code,
    dated.submitted_at,
    dated.received_at,
    dated.due_at,
    dated.first_due_at,
    dated.due_changes,
    dated.due_moved_late,
    dated.finished_at,
    dated.finish_is_estimated,
    dated.returned_at,
    dated.settled_on,
    dated.late_when_paused,
    dated.late_when_withdrawn,
    dated.missed_due_on,
    -- Finished, but on which day no export says: open by the form, and neither late nor on time.
    is_finished_status(dated.status_code) and dated.finished_at is null as finished_without_date,
    dated.first_seen_on,
    dated.settled_seen_on,
    dated.supplement_requests,
    dated.paused_days,
    dated.overdue_reason,
    dated.officer,
    dated.neighbourhood,
    procedure_words.topic,
    working_days(received_day, dated.received_at, finished_day, dated.finished_at, dated.paused_days) as working_days,
    dated.file as source_file,
    dated.line as source_line,
    dated.as_of,
    coalesce(when_read.unit_key, at_receipt.unit_key, word) as unit_key
from stopped_dossiers as dated
-- A unit that began after the receipt carries what an older one received.
left join unit_words as when_read
    on when_read.unit = word and read_on between when_read.valid_from and when_read.valid_to
left join unit_words as at_receipt
    on at_receipt.unit = word and known_on between at_receipt.valid_from and at_receipt.valid_to
left join procedure_words
    on procedure_words.procedure_code is not distinct from dated.procedure_code
    and procedure_words.procedure is not distinct from dated.procedure
    and dated.known_on between procedure_words.valid_from and procedure_words.valid_to
left join field_words on field_words.written_field = dated.field
left join calendar as received_day on received_day.day = dated.received_at::date
left join calendar as finished_day on finished_day.day = dated.finished_at::date;
