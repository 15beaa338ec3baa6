-- grain: of what is counted by file, as one side has it: identical rows, rows a unit, registers kept on a page,
-- doubts.
create table side_duplicates as from duplicates;
create table side_source_files as from source_files;
create table side_kept_on_page as from kept_on_page;
create table side_doubts as from doubts;
