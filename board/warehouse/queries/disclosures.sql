-- grain: one row a unit that keeps the register of activities and is not over before the period, and
-- a thing that the model wants posted: its newest posting by the period's end and on what evidence,
-- null where the register has none.
select
    wanted.item,
    posted.held_on as posted_on,
    posted.evidence,
    kept.unit_key
from known_sources($kept_until) as kept
join units using (unit_key)
cross join (select unnest(['hotline', 'schedule', 'procedures']) as item) as wanted
left join (
    select unit_key, item, held_on, evidence
    from activities
    where kind = 'disclosure' and held_on <= $to
    qualify row_number() over (partition by unit_key, item order by held_on desc, activity_id) = 1
) as posted on posted.unit_key = kept.unit_key and posted.item = wanted.item
where kept.source = 'activities'
    and coalesce(units.valid_to >= $from, true)
    and in_scope(kept.unit_key, $unit)
order by kept.unit_key, list_position(['hotline', 'schedule', 'procedures'], wanted.item);
