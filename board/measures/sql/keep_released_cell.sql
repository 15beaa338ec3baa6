-- grain: one row a cell of ratings that a released sum holds.
insert or replace into cells
values ($measure, $unit, $field, $procedure, $channel, $source, $day, $upto, $counted, $mark, $is_uniform);
