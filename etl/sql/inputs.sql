-- grain: build.inputs, one row what the snapshot was built from; build.source_files and build.field_words as
-- in the build itself. For the next build, no page asks them.
create schema if not exists build;
create or replace table build.source_files as from source_files;
create or replace table build.field_words as from field_words;
create or replace table build.inputs as
select unnest($inputs) as input, unnest($fingerprints) as fingerprint, generate_subscripts($inputs, 1) as place;
