-- grain: petitions, one row a petition in its newest state; a denunciation is never among them.
create table petitions as
from petitions_records
where kind <> 'denunciation'
order by received_on, unit_key, petition_id;

-- denunciations, one row a unit and a month of receipt: counts only, as the newest file that tells
-- of that month has them. Its rows carry no number, so rows of two files cannot be told apart.
create table denunciations as
with told as (
    select *, date_trunc('month', received_on)::date as month
    from petitions_states
    where kind = 'denunciation'
),
counted as (
    select
        unit_code,
        unit_key,
        month,
        count(*) as received,
        count(accepted_on) as accepted,
        count(settled_on) as settled,
        file as source_file,
        as_of,
        sha256
    from told
    group by all
)
select * exclude (sha256)
from counted
qualify row_number() over (partition by unit_key, month order by as_of desc, sha256 desc) = 1
order by month, unit_key;
