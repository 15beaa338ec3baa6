-- grain: <source>_read, one row a row of a file of a register of which any file changed; else none.
create temp table <source>_read as
select * exclude (filename), regexp_extract(filename, '([0-9a-f]{64})-', 1) as sha256
from read_parquet(getvariable('<source>_read'), filename = true, hive_partitioning = false);
