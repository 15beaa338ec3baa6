-- grain: known_dossiers, no row: there is no snapshot that would know a dossier.
create temp table known_dossiers (dossier_id varchar, unit_key varchar);
