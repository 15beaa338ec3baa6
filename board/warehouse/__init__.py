"""The only door to DuckDB: snapshots, the questions in queries/, their answers."""
