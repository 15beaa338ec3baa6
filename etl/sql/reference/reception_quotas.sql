-- grain: reception_quotas, one row a role and the days on which it owes so many days of reception a
-- month or a week.
create table reception_quotas as
select role, days, per, valid_from, coalesce(valid_to, date '9999-12-31') as valid_to, source
from (
    select *, row_number() over () + 1 as line
    from read_csv(getvariable('reference') || '/reception_quotas.csv', header = true, auto_detect = false, columns = {
        'role': 'VARCHAR', 'days': 'INTEGER', 'per': 'VARCHAR', 'valid_from': 'DATE',
        'valid_to': 'DATE', 'source': 'VARCHAR'
    })
)
where obeys(line, case
    when role is null or days is null or per is null or valid_from is null or clean(source) is null
        then 'cell_missing'
    when role not in ('secretary', 'chair') then 'role_unclear'
    when per not in ('month', 'week') then 'per_unclear'
    when days < 1 then 'days_unclear'
    when valid_to < valid_from then 'ends_before_it_begins'
end);
