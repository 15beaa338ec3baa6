"""One CSV in, one snapshot out."""

import duckdb

from tests.conftest import loaded

HEADER = "Mã hồ sơ,Đơn vị,Mã TTHC,Trạng thái,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý\n"


def test_one_csv_becomes_a_published_snapshot(tmp_path):
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "hoso_2025-06-30.csv").write_text(
        HEADER
        + "H56.14-250602-0001,16528,1.001193,Đã trả kết quả,02/06/2025 08:00,02/06/2025,"
        + "02/06/2025 09:30\n",
        "utf-8",
    )
    summary = loaded(tmp_path)
    assert summary["published"]
    path = tmp_path / "warehouse" / f"{summary['snapshot']}.duckdb"
    with duckdb.connect(str(path), read_only=True) as con:
        rows = con.execute(
            "select dossier_id, unit_code, procedure, field, status_code, settled_on::varchar, "
            "working_days from dossiers"
        ).fetchall()
    # 90 minutes of 480 are 0.1875 of a day, 0.25 in steps of 0.125.
    assert rows == [
        ("H56.14-250602-0001", "16528", "Đăng ký khai sinh", "Hộ tịch", 10, "2025-06-02", 0.25)
    ]
