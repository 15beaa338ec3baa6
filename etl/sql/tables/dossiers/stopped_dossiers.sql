-- grain: stopped_dossiers, one row a dossier in its newest state, with the day that settled it and whether its due
-- date had passed when it was paused or withdrawn; false where neither exports nor pauses show that it had.
create temp view stopped_dossiers as
with settled as (
    select
        states.*,
        pauses,
        case
            when is_finished_status(status_code) then finished_at::date
            when is_withdrawn_status(status_code)
                then coalesce(
                    finished_at::date,
                    returned_at::date,
                    -- An export that is dated before the receipt settles nothing before it.
                    greatest(withdrawn_on, received_at::date)
                )
        end as settled_on,
        first_due_at::date as first_due_on,
        -- Withdrawn on a day of its own, and the clock ran until then: no export and no pause shows that it waited.
        is_withdrawn_status(status_code)
            and coalesce(finished_at, returned_at) is not null
            and coalesce(seen_waiting_on < seen_running_on, seen_waiting_on is null)
            and not coalesce(list_bool_or(list_transform(
                pauses, lambda pause: pause.began_on <= settled_on and coalesce(pause.ended_on >= settled_on, true)
            )), false) as ran_until_withdrawn
    from newest_dossier_states as states
    left join pauses_begun using (dossier_id)
),
stopped as (
    select
        *,
        greatest(
            ran_before_wait_on,
            list_max(list_transform(pauses, lambda pause: if(pause.began_on <= as_of, pause.began_on, null)))
        ) > first_due_on as was_late_when_paused
    from settled
)
select
    * exclude (pauses, first_due_on, ran_until_withdrawn, was_late_when_paused, missed_due_on),
    coalesce(was_late_when_paused, false) as late_when_paused,
    coalesce(
        is_withdrawn_status(status_code)
        and settled_on > first_due_on
        and (was_late_when_paused or seen_running_on > first_due_on or ran_until_withdrawn),
        false
    ) as late_when_withdrawn,
    least(
        missed_due_on,
        if(ran_until_withdrawn and due_at::date < settled_on, due_at::date, null),
        -- Of a due date that moved nobody knows which was in force when a pause began.
        if(was_late_when_paused and due_changes = 0, first_due_on, null)
    ) as missed_due_on
from stopped;
