-- grain: pauses_begun, one row a dossier of which a register of pauses tells, with its pauses, each the day on
-- which it began and the one on which it ended (null while it lasts), as far as the register knows it.
create temp table pauses_begun as
select dossier_id, list({'began_on': began_on, 'ended_on': ended_on}) as pauses
from (
    select dossier_id, began_at::date as began_on, ended_at::date as ended_on
    from pauses_rows
    where bad_reason is null and began_at::date <= as_of
    qualify row_number() over (
        partition by dossier_id, kind, began_at
        order by as_of desc, landed_order desc, ended_at desc nulls last, line desc
    ) = 1
)
group by all;
