-- grain: letters_kept, one row a unit that keeps a register of letters, from the month in which that begins to the
-- day to which it is known.
create temp view letters_kept as
select
    scope.member_key as unit_key,
    date_trunc('month', min(letters.known_on))::date as kept_from,
    max(if(known.is_kept_on_page, date '9999-12-31', known.last_day)) as kept_until
from unit_scope as scope
join letters on letters.unit_key = scope.unit_key
join coverage as known on known.unit_key = scope.unit_key and known.source = 'letters'
group by all;
