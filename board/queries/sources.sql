-- grain: one row a source; what its files are called, and an empty one to fill in.
select source, title, template from sources order by title;
