-- grain: one row a released sum.
insert into sums
values ($measure, $value);
