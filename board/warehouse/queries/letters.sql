-- grain: one row a period and group; letters that became owed in it and what became of them (what a
-- decision waived is owed no more), how long the legal apologies delivered in it took, and letters of
-- thanks, which nobody is owed.
with owed as (
    select period, case $by when 'kind' then kind else group_of($by, unit_key, field, procedure_key, channel, topic) end as "group", letters_owed.*
    from periods($starts, $ends)
    join letters_owed on owed_on between first_day and last_day
    where matches_filters(unit_key, field, procedure_key, channel, $unit, $left_out, $field, $procedure, $channel, $certification)
),
counted as (
    select
        period,
        "group",
        count_if(is_waived) as waived,
        count_if(not is_waived) as letters_owed,
        count_if(delivered_on is not null) as letters_sent,
        count_if(kind = 'birth' and not is_waived) as birth_owed,
        count_if(kind = 'birth' and delivered_on is not null) as birth_sent,
        count_if(kind = 'marriage' and not is_waived) as marriage_owed,
        count_if(kind = 'marriage' and delivered_on is not null) as marriage_sent,
        count_if(kind = 'condolence' and not is_waived) as condolence_owed,
        count_if(kind = 'condolence' and delivered_on is not null) as condolence_sent,
        count_if(kind = 'apology_courtesy' and not is_waived) as courtesy_owed,
        count_if(kind = 'apology_courtesy' and delivered_on is not null) as courtesy_sent,
        count_if(kind = 'apology_legal' and not is_waived) as legal_owed,
        count_if(kind = 'apology_legal' and not is_waived and drafted_on is not null) as legal_drafted,
        count_if(kind = 'apology_legal' and not is_waived and numbered_on is not null) as legal_numbered,
        count_if(kind = 'apology_legal' and not is_waived and signed_on is not null) as legal_signed,
        count_if(kind = 'apology_legal' and delivered_on is not null) as legal_sent,
        count_if(kind = 'apology_legal' and delivered_on is not null and new_date_kept is not null) as new_dates_judged,
        count_if(kind = 'apology_legal' and delivered_on is not null and new_date_kept) as new_dates_kept
    from owed
    group by all
),
timed as (
    select
        period,
        group_of($by, unit_key, field, procedure_key, channel, topic) as "group",
        count(*) as legal_timed,
        percentile_cont(0.5) within group (order by days_to_letter) as median_days_to_apology,
        percentile_cont(0.9) within group (order by days_to_letter) as p90_days_to_apology
    from periods($starts, $ends)
    join letters_owed on delivered_on between first_day and last_day
    where matches_filters(unit_key, field, procedure_key, channel, $unit, $left_out, $field, $procedure, $channel, $certification)
        and kind = 'apology_legal'
        and delivered_on <= known_until
    group by all
)
select period, "group", max(columns(* exclude (period, "group")))
from (from counted union all by name from timed)
group by all
order by all;
