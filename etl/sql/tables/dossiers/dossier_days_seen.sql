-- grain: dossier_days_seen, one row a repeated dossier and an as-of; `age` 1 is the newest, `ran_before_on` the
-- newest earlier as-of at which its clock ran.
create temp table dossier_days_seen as
select
    *,
    row_number() over newest_first as age,
    max(if(is_running_status(status_code), as_of, null)) over (
        newest_first rows between 1 following and unbounded following
    ) as ran_before_on
from (
    -- Of one as-of the file that landed last is believed: what it mends was never so, and is no history.
    select *
    from dossier_states
    where not is_duplicate
    qualify row_number() over (
        partition by dossier_id, as_of
        order by landed_order desc, finished_at desc nulls last, line desc
    ) = 1
)
window newest_first as (partition by dossier_id order by as_of desc);
