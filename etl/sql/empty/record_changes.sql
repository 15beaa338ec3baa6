-- grain: record_changes, one row an entry made on a page: who changed what of which record, when and why.
create table record_changes (
    source varchar, record varchar, record_year bigint, unit_key varchar, recorded_at timestamp, recorded_by varchar,
    change_reason varchar, changed_fields varchar, is_void boolean, record_values json, file varchar
);
