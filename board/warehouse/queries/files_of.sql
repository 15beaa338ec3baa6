-- grain: one row a file of a source that is in use.
select file from loads where source = $source;
