-- grain: one row a row of one file; bad_reason is null where the row is accepted.
select
    line,
    row_hash,
    code_of(dossier_id) as dossier_id,
    unit_code as unit,
    procedure_code,
    procedure,
    field,
    coalesce(channel, 'counter') as channel,
    status_code,
    submitted_at,
    received_at,
    due_at,
    -- An export with only the day of return: used as the finish, and marked as estimated.
    if(is_finished_status(status_code), coalesce(finished_at, returned_at), finished_at) as finished_at,
    is_finished_status(status_code) and finished_at is null and returned_at is not null as finish_is_estimated,
    returned_at,
    coalesce(supplement_requests, 0)::integer as supplement_requests,
    coalesce(paused_days, 0) as paused_days,
    overdue_reason,
    nullif(officer, '') as officer,
    officer = '' as officer_was_dropped,
    neighbourhood,
    coalesce(bad_field, case
        when receipt_is_missing then 'received_at'
        when ends_before_receipt then if(finished_at is null, 'returned_at', 'finished_at')
    end) as bad_field,
    coalesce(bad_value, case
        when ends_before_receipt and has_time(ended_at) then strftime(ended_at, '%d/%m/%Y %H:%M')
        when ends_before_receipt then strftime(ended_at, '%d/%m/%Y')
    end) as bad_value,
    coalesce(bad_reason, case
        when receipt_is_missing then 'receipt_missing'
        when ends_before_receipt then 'finish_before_receipt'
    end) as bad_reason
from (
    select
        *,
        received_at is null and is_accepted_status(status_code) as receipt_is_missing,
        -- Dates are compared where either side has no time of day.
        if(
            has_time(received_at) and has_time(ended_at),
            ended_at < received_at,
            ended_at::date < received_at::date
        ) as ends_before_receipt
    from (
        select
            *,
            if(is_settled_status(status_code), coalesce(finished_at, returned_at), finished_at) as ended_at
        from typed
    )
)
