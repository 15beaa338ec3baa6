-- grain: accepted_dossier_rows, one row an accepted row of a file; `word` names its unit and is read as of
-- `read_on`: the day of the export, but for what it holds of later days.
create temp view accepted_dossier_rows as
select
    *,
    coalesce(received_at, submitted_at, as_of)::date as known_on,
    greatest(as_of, known_on) as read_on,
    coalesce(unit, getvariable('home_unit')::varchar) as word
from dossiers_rows
where bad_reason is null;
