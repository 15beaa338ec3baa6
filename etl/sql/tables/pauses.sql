-- grain: pauses, one row a pause of a dossier (its kind and its beginning) in its newest state.
create temp table pause_states as
select
    *,
    row_number() over (partition by dossier_id, sha256, row_hash order by line) > 1 as is_duplicate
from pauses_rows
where bad_reason is null;

insert into duplicates
select sha256, count(*) from pause_states where is_duplicate group by all;

insert into same_day_rows
select sha256, hash(dossier_id, kind, began_at)
from pause_states
where sha256 in (from same_day_files);

create table pauses as
select
    said.dossier_id,
    said.kind,
    said.began_at,
    said.ended_at,
    said.reason,
    working_days(began_day, said.began_at, ended_day, said.ended_at, 0) as working_days,
    said.file as source_file,
    said.line as source_line,
    said.as_of,
    dossiers.unit_key
from pause_states as said
left join dossiers on dossiers.dossier_id = said.dossier_id
left join calendar as began_day on began_day.day = said.began_at::date
left join calendar as ended_day on ended_day.day = said.ended_at::date
where not is_duplicate
qualify row_number() over (
    partition by said.dossier_id, said.kind, said.began_at
    order by said.as_of desc, said.landed_order desc, said.ended_at desc nulls last, said.line desc
) = 1
order by said.began_at, said.dossier_id, said.kind;
