-- grain: meetings, one row a meeting that figures are compared between.
create table meetings as
select held_on, unit_code, body, note from reference_meetings;
