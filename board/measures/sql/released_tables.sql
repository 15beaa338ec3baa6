-- grain: sums, one row a sum of ratings that left the house, by the value of what it adds up, or that was
-- refused for groups of fewer than `refused_below`; cells, one row a cell of ratings that a sum that is out holds: the first `upto` of it, of which `counted`, the values of these
-- sums added up, and whether one of them counts all or none.
create table if not exists sums (
    measure text not null,
    value integer not null,
    refused_below integer,
    primary key (measure, value)
) strict;

create table if not exists cells (
    measure text not null,
    unit text not null,
    field text not null,
    procedure text not null,
    channel text not null,
    source text not null,
    day text not null,
    upto integer not null,
    counted integer not null,
    mark integer not null,
    is_uniform integer not null,
    primary key (measure, unit, field, procedure, channel, source, day, upto)
) strict;
