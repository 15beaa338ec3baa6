-- grain: denunciations, one row a unit and a month of receipt: counts only, as the newest file that has
-- of that month has them. Its rows carry no number, so nobody can tell which rows of two files are the same.
create table denunciations as
with limited as (
    select
        states.* exclude (due_on),
        date_trunc('month', received_on)::date as month,
        coalesce(due_on, settle_by(received_on, accepted_on, law)) as settle_by
    from petitions_states as states
    left join time_limits as law
        on law.kind = states.kind and not law.is_complex
        and received_on between law.valid_from and law.valid_to
    where states.kind = 'denunciation'
),
counted as (
    select
        unit_code,
        unit_key,
        month,
        count(*) as received,
        count(accepted_on) as accepted,
        count(settled_on) as settled,
        count(*) filter (settled_on <= settle_by) as settled_on_time,
        count(*) filter (settled_on is null and settle_by < as_of) as open_overdue,
        file as source_file,
        as_of,
        sha256,
        landed_order
    from limited
    group by all
)
select * exclude (sha256, landed_order)
from counted
qualify row_number() over (partition by unit_key, month order by as_of desc, landed_order desc) = 1
order by month, unit_key;
