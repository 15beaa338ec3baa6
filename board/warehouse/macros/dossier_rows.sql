-- grain: dossier_rows, one row a dossier that a measure or a cell of the form counts: `rows` names those of which
-- it counts, its denominator, `part` those of them that have what it counts, its numerator.
create or replace temp macro dossier_rows(rows, part, from_day, to_day) as table
    select * exclude (dossier_id)
    from counted_dossiers(rows, part, from_day, to_day)
    where not is_opinion(part)
    union all
    -- Apart, since no other part has to read the codes of the dossiers.
    select * exclude (dossier_id)
    from counted_dossiers(rows, part, from_day, to_day)
    where is_opinion(part) and dossier_id in (from dossier_opinions(part));
