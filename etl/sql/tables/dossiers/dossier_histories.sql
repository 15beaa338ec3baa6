-- grain: dossier_histories, one row a repeated dossier in its newest state, with the history that matters.
create temp table dossier_histories as
select
    states.* exclude (age, ran_before_on, is_duplicate)
        replace (
            coalesce(of_receipt.word, states.word) as word,
            coalesce(of_receipt.read_on, states.read_on) as read_on
        ),
    due_histories.first_due_at,
    coalesce(due_histories.due_changes, 0) as due_changes,
    coalesce(due_histories.due_moved_late, false) as due_moved_late,
    sightings.withdrawn_on,
    sightings.first_seen_on,
    sightings.settled_seen_on,
    sightings.seen_running_on,
    sightings.seen_waiting_on,
    sightings.ran_before_wait_on,
    sightings.missed_due_on
from dossier_days_seen as states
left join due_histories using (dossier_id)
join dossier_sightings as sightings using (dossier_id)
where age = 1;

-- It would fill the memory in which the next steps sort.
drop view due_histories;
drop view dossier_sightings;
drop table dossier_days_seen;
