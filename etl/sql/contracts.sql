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

-- source_as_of, one row a register and a unit: the days from and to which it is known there, and by how
-- many states of records.
create table source_as_of (source varchar, unit_key varchar, since date, as_of date, states bigint);

-- record_changes, one row an entry made on a page: who changed what of which record, when and why.
create table record_changes (
    source varchar, record varchar, record_year bigint, unit_key varchar, recorded_at timestamp, recorded_by varchar,
    change_reason varchar, changed_fields varchar, is_void boolean, said json, file varchar
);
