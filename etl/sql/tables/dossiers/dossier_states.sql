-- grain: dossier_states, one row a row of a file about a repeated dossier.
create temp table dossier_states as
select
    *,
    row_number() over (partition by dossier_id, sha256, row_hash order by line) > 1 as is_duplicate
from accepted_dossier_rows
where hash(dossier_id) in (from repeated_dossiers);
