-- grain: sources, one row a source: what its files are called, and an empty one to fill in.
create table sources as
select unnest(from_json(getvariable('contracts'), '[{
    "source": "VARCHAR", "title": "VARCHAR", "description": "VARCHAR", "template": "VARCHAR",
    "key": ["VARCHAR"], "numbered_by": ["VARCHAR"]
}]'), recursive := true);
