-- grain: one row; the first and last day that anything happened on.
select
    min(received_at)::date as first_day,
    greatest(max(received_at)::date, max(as_of)) as last_day
from dossiers;
