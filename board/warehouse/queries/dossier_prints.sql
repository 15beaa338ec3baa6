-- grain: one row a dossier that a period's figures may count: its code and, as one number each, what
-- this snapshot says of it that the figures depend on. Only the few whose print differs between two
-- snapshots have to be fetched and compared word by word.
with d as (
    select
        *,
        if(settled_on <= least($to, known_until), settled_on, null) as settled_by_end
    from dossiers_as_of
)
select
    hash(dossier_id) as id,
    hash(
        received_on, due_on, first_due_on, due_on < known_until, first_due_on < known_until,
        settled_by_end, if(settled_by_end is null, null, working_days), counted_as,
        late_when_paused, late_when_withdrawn,
        field, procedure_key, channel, unit_key
    ) as print
from d
where matches_filters(unit_key, field, procedure_key, channel, $unit, null, $field, $procedure, $channel, $certification)
    and received_on <= $to
    and (
        settled_on is null
        or settled_on >= $from
        or due_on between $from and $to
        or first_due_on between $from and $to
    );
