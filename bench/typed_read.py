"""The yardstick: one typed `read_csv` into a database file, by DuckDB alone. CSV OUT"""

import sys

import duckdb

TYPES = {
    "Ngày nộp": "TIMESTAMP",
    "Ngày tiếp nhận": "TIMESTAMP",
    "Ngày hẹn trả": "TIMESTAMP",
    "Ngày kết thúc xử lý": "TIMESTAMP",
    "Ngày trả kết quả": "TIMESTAMP",
    "Số lần yêu cầu bổ sung": "INTEGER",
    "Số ngày tạm dừng": "DOUBLE",
}

path, out = sys.argv[1:]
with duckdb.connect(out) as con:
    con.execute(
        f"create table dossiers as select * from read_csv($path, header = true, types = {TYPES})",
        {"path": path},
    )
