-- grain: one row a task that a measure counts ($rows: due, due_first, overdue or, without a period, all; $part:
-- those kept, or not), the soonest due first; `found` is how many there are in all.
select
    task_id,
    title,
    outcome,
    owner,
    due_on as deadline,
    first_due_on as first_deadline,
    postponements,
    done_on,
    progress_percent,
    evidence,
    given_on,
    workstream,
    unit_key,
    note,
    source_file,
    source_line,
    count(*) over () as found
from known_tasks($kept_until)
where in_scope(unit_key, $unit, $left_out)
    and outcome <> 'cancelled'
    and case $rows
        when 'due' then due_on between $from and $to and due_on < known_until
        when 'due_first' then first_due_on between $from and $to and first_due_on < known_until
        when 'overdue' then due_on < least($to, known_until)
            and coalesce(done_on > least($to, known_until), true)
    end
    and case $part
        when 'met' then coalesce(done_on <= due_on, false)
        when 'not_met' then not coalesce(done_on <= due_on, false)
        when 'met_first' then coalesce(done_on <= first_due_on, false)
        else true
    end
order by deadline, unit_key, task_id
limit $limit;
