-- grain: known_dossiers, one row a dossier of `judged` that the published snapshot has, with its unit; the
-- sample's count for nothing, since they give way to any file.
create or replace temp table known_dossiers as
select dossier_id, unit_key
from published.dossiers
where dossier_id in (select dossier_id from judged)
    and not (select is_sample from published.snapshot);
