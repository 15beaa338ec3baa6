-- grain: one row a file: rows that name an officer whom the register of posts does not know.
insert into doubts
select 'officer_dropped', file, count(*)
from (
    select file, officer_was_dropped from dossiers_rows
    union all
    select file, officer_was_dropped from feedback_rows
)
where officer_was_dropped
group by all;
