-- grain: one row a file: denunciations that an older file has and the newest has not.
insert into doubts
-- A newer file with fewer is believed, yet it may hold only what is new.
select 'fewer_denunciations', denunciations.source_file, max(older.rows - denunciations.received)
from (
    select unit_key, date_trunc('month', received_on)::date as month, sha256, count(*) as rows
    from petitions_states
    where kind = 'denunciation'
    group by all
) as older
join denunciations on denunciations.unit_key = older.unit_key and denunciations.month = older.month
where older.rows > denunciations.received
group by all;
