-- grain: one row a dossier and another reading by which it stands elsewhere in form II.06a
-- (`other`: the outcome's cell by that reading, `out` for not in the form at all).
with exports as (
    -- A unit's newest export by the day on which the other form was made, as its dossiers tell it.
    select
        unit_key,
        greatest(
            max(first_seen_on) filter (first_seen_on <= $form_date),
            max(settled_seen_on) filter (settled_seen_on <= $form_date),
            max(as_of) filter (as_of <= $form_date)
        ) as form_export
    from dossiers
    where in_scope(unit_key, $unit, $left_out)
    group by all
),
standing as (
    select
        d.*,
        exports.form_export,
        least($to, known_until) as end_on,
        coalesce(settled_on between $from and end_on, false) as is_settled,
        if(received_on < $from, 'c6', if(channel = 'online', 'c4', 'c5')) as inflow,
        if(due_on < end_on, 'c13', 'c12') as in_hand_by_date,
        case when settled_on < due_on then 'c8' when settled_on > due_on then 'c10' else 'c9' end as verdict,
        if(is_settled, if(is_withdrawn, 'c9', verdict), if(is_waiting, 'c12', in_hand_by_date)) as outcome
    from dossiers_as_of as d
    left join exports on exports.unit_key is not distinct from d.unit_key
    where in_form
        and received_on <= end_on
        and (is_settled or settled_on is null or settled_on > end_on)
        and matches_filters(d.unit_key, field, procedure_key, channel, $unit, $left_out, $field, $procedure, $channel, $certification)
),
other_readings as (
    select
        *,
        if(is_settled and due_on is null and not is_withdrawn, 'c8', null) as no_due_date,
        if(is_settled and is_withdrawn, verdict, null) as withdrawn,
        if(is_settled and is_withdrawn, 'out', null) as withdrawn_left_out,
        if(not is_settled and is_waiting, in_hand_by_date, null) as waiting,
        case
            when is_settled and not is_withdrawn and settled_on = due_on and finished_at <> due_at
                and due_at <> due_on and finished_at <> finished_on  -- both have a time of day
            then if(finished_at < due_at, 'c8', 'c10')
        end as by_the_clock,
        if(not is_settled and not is_waiting and due_on = end_on, 'c13', null) as last_day,
        case
            when first_seen_on > $form_date and received_on <= form_export then 'out'
            when is_settled and settled_seen_on > $form_date and settled_on <= form_export then in_hand_by_date
        end as late_data,
        case
            when first_due_on = due_on or is_withdrawn or (is_waiting and not is_settled) then null
            when not is_settled then if(first_due_on < end_on, 'c13', 'c12')
            when settled_on < first_due_on then 'c8'
            else if(settled_on > first_due_on, 'c10', 'c9')
        end as due_moved
    from standing
)
select
    dossier_id, field, edge, inflow, outcome, other, status_code, received_on, due_at,
    first_due_on, finished_at, first_seen_on, settled_seen_on
from other_readings
unpivot (other for edge in (
    no_due_date, withdrawn, withdrawn_left_out, waiting, by_the_clock, last_day, late_data, due_moved
))
where other <> outcome;
