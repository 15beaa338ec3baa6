-- grain: one row a rejected row.
select source, file, line, "column", value, reason from rejected_rows order by all;
