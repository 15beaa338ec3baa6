-- grain: source_files, one row a source, a unit and a file that has rows of it, of ratings.
insert into source_files
select 'feedback', unit_key, sha256, min(rated_on), max(as_of), count(*)
from feedback_of_units
group by unit_key, sha256;
