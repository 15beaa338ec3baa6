-- grain: one row a row of one file; bad_reason is null where the row is accepted.
select
    line,
    row_hash,
    code_of(dossier_id) as dossier_id,
    kind,
    began_at,
    ended_at,
    reason,
    coalesce(bad_field, if(ends_before_it_begins, 'ended_at', null)) as bad_field,
    coalesce(bad_value, if(ends_before_it_begins, strftime(ended_at, '%d/%m/%Y %H:%M'), null)) as bad_value,
    coalesce(bad_reason, if(ends_before_it_begins, 'pause_ends_before_it_begins', null)) as bad_reason
from (
    select
        *,
        -- Dates are compared where either side has no time of day.
        if(
            has_time(began_at) and has_time(ended_at),
            ended_at < began_at,
            ended_at::date < began_at::date
        ) as ends_before_it_begins
    from typed
)
