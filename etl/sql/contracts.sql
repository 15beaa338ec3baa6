-- grain: sources, one row a source: what its files are called, and an empty one to fill in.
create table sources as
select unnest(from_json(getvariable('contracts'), '[{
    "source": "VARCHAR", "title": "VARCHAR", "description": "VARCHAR", "template": "VARCHAR",
    "key": ["VARCHAR"], "numbered_by": ["VARCHAR"]
}]'), recursive := true);

-- source_fields, one row a field of a source in the order of its template; `words` names each value,
-- and of a row that says `only_counted` nothing else is kept.
create table source_fields as
select source, unnest(fields, recursive := true)
from (
    select unnest(from_json(getvariable('contracts'), '[{
        "source": "VARCHAR",
        "fields": [{
            "field": "VARCHAR", "title": "VARCHAR", "type": "VARCHAR", "required": "BOOLEAN",
            "minimum": "VARCHAR", "maximum": "VARCHAR", "description": "VARCHAR",
            "words": "MAP(VARCHAR, VARCHAR)", "only_counted": "VARCHAR"
        }]
    }]'), recursive := true)
);

-- source_files, one row a source, a unit and a file with rows of it: the first day that these tell of,
-- the day to which they are known, and how many they are.
create temp table source_files (
    source varchar, unit_key varchar, sha256 varchar, first_day date, last_day date, rows bigint
);

-- kept_on_page, one row a register and a unit where records were first written on a page.
create temp table kept_on_page (source varchar, unit_key varchar);

-- record_changes, one row an entry made on a page: who changed what of which record, when and why.
create table record_changes (
    source varchar, record varchar, record_year bigint, unit_key varchar, recorded_at timestamp, recorded_by varchar,
    change_reason varchar, changed_fields varchar, is_void boolean, said json, file varchar
);
