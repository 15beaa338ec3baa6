-- grain: petitions, one row a petition in its newest state; a denunciation is never among them. Its
-- limits are those of the law on the day of its receipt; a day that was written goes over settle_by.
create table petitions as
select
    records.*,
    accept_by(received_on, law) as accept_by,
    coalesce(due_on, settle_by(received_on, accepted_on, law)) as settle_by
from petitions_records as records
left join time_limits as law
    on law.kind = records.kind and law.is_complex <= (records.is_complex is not distinct from 'yes')
    and received_on between law.valid_from and law.valid_to
where records.kind <> 'denunciation'
-- A kind may have no limit of its own for complex cases.
qualify row_number() over (partition by unit_key, petition_id, record_year order by law.is_complex desc) = 1
order by received_on, unit_key, petition_id;
