-- grain: paper_heads, one row a unit (null: any without a row of its own; all: the report of all
-- units) and the days on which its papers bear one layout, heads, recipient and signature.
create table paper_heads as
select * exclude (line)
from reference_paper_heads
where validate_row(line, if(layout not in ('party', 'state'), 'layout_unclear', null));
