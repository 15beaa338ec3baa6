-- grain: same_day_ratings, one row an affected rating of a file of same_day_files; too few to count by.
create table same_day_ratings as
from same_day_rows
where sha256 in (select sha256 from sides_of_files where side = 'kept');
delete from same_day_rows;
