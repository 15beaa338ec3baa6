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

merge into built.<mart> as stands
using <mart>_changes as changes
on <same_keys>
when matched and <none_left> then delete
when matched then update set <totals>
when not matched then insert by name;
