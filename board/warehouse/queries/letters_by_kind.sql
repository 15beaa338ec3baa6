-- grain: one row a kind of letter in the registers of the units chosen; delivered and waived in the
-- period, whether owed or not.
select
    kind,
    count(*) filter (where delivered_on between $from and $to) as delivered,
    count(*) filter (where delivered_on is null and waived_on between $from and $to) as waived,
    string_agg(distinct waived_reason, '; ' order by waived_reason)
        filter (where delivered_on is null and waived_on between $from and $to) as waived_reasons
from letters
where in_scope(unit_key, $unit, $left_out)
    and least(delivered_on, waived_on) is not null
group by all
order by kind;
