-- grain: dossier_days_seen, one row a repeated dossier and an as-of; `age` 1 is the newest.
create temp table dossier_days_seen as
select *, row_number() over (partition by dossier_id order by as_of desc) as age
from (
    -- Of one as-of the file that landed last is believed: what it mends was never so, and is no history.
    select *
    from dossier_states
    where not is_duplicate
    qualify row_number() over (
        partition by dossier_id, as_of
        order by landed_order desc, finished_at desc nulls last, line desc
    ) = 1
);
