-- grain: paper_heads, one row a unit (null: any without a row of its own; all: the report of all
-- units) and the days on which its papers bear one layout, heads, recipient and signature.
create table paper_heads as
select * exclude (line, valid_to), coalesce(valid_to, date '9999-12-31') as valid_to
from (
    select *, row_number() over () + 1 as line
    from read_csv(getvariable('reference') || '/paper_heads.csv', header = true, auto_detect = false, columns = {
        'unit_code': 'VARCHAR', 'layout': 'VARCHAR', 'parent_body': 'VARCHAR', 'body': 'VARCHAR',
        'number': 'VARCHAR', 'place': 'VARCHAR', 'recipient': 'VARCHAR', 'signs_for': 'VARCHAR',
        'signs_as': 'VARCHAR', 'valid_from': 'DATE', 'valid_to': 'DATE', 'source': 'VARCHAR'
    })
)
where obeys(line, case
    when layout is null or clean(parent_body) is null or clean(body) is null or clean(number) is null
        or clean(place) is null or clean(recipient) is null or clean(signs_as) is null
        or valid_from is null or clean(source) is null
        then 'cell_missing'
    when layout not in ('party', 'state') then 'layout_unclear'
    when valid_to < valid_from then 'ends_before_it_begins'
end);
