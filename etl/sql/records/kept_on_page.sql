-- grain: kept_on_page, one row a register and a unit where records were first written on a page; filled for each register.
insert into kept_on_page
select distinct '<source>', unit_key
from (
    select unit_key, <key>
    from <source>_states
    group by all
    having bool_and(recorded_at is not null)
);
