-- grain: pause_states, one row an accepted row of a file.
create temp table pause_states as
select
    *,
    row_number() over (partition by dossier_id, sha256, row_hash order by line) > 1 as is_duplicate
from pauses_rows
where bad_reason is null;
