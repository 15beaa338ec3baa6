-- grain: one row a field of a source, in the order of its template.
select field, title, type, required, minimum, maximum, description, words, only_counted
from source_fields
where source = $source
order by rowid;
