-- grain: pledge_wordings, one row a line of what officers pledge; `verified` where the ward confirmed it.
create table pledge_wordings as
select content, position, wording, verified, note from reference_pledge_wordings;
