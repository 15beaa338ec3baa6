-- grain: source_fields, one row a field of a source in the order of its template; `words` names each value,
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
