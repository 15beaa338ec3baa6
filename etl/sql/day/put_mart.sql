-- grain: <mart>, one row what its keys say: what was counted, less what the affected dossiers counted, and more what
-- they count now.
create temp table <mart>_changes as
select <keys>, <sums>
from (
    from newer.<mart>
    union all by name
    select * replace (<less>) from older.<mart>
)
group by all
having <any_changed>;

create temp table <mart>_sums as
select stands.rowid as stands_at, <changed_keys>, <totals>
from built.<mart> as stands
right join <mart>_changes as changes on <same_keys>;

delete from built.<mart> where rowid in (select stands_at from <mart>_sums);
insert into built.<mart> by name
select * exclude (stands_at) from <mart>_sums where <any_left>;
