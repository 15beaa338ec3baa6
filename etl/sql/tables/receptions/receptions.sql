-- grain: receptions, one row a session in its newest state; reply_by is the last day for the reply that
-- is owed where something was raised, or where nobody wrote whether it was.
create table receptions as
select
    records.*,
    if(coalesce(issues_raised, people, 1) > 0, settle_by(held_on, null::date, law), null) as reply_by
from receptions_records as records
left join time_limits as law
    on law.kind = 'reception_reply' and not law.is_complex
    and held_on between law.valid_from and law.valid_to
order by unit_key, reception_id;
