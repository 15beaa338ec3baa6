-- grain: one row a sum that is out, or was refused.
insert or replace into sums
values ($measure, $value, $refused_below);
