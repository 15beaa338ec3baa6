-- grain: one row an officer whom the register of posts knows, with the role of the newest post that
-- began by a day.
select officer_code, arg_max(role, valid_from) as role
from officers
where valid_from <= $on
group by officer_code
order by officer_code;
