"""Another system's export loads by its profile alone."""

import re
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from etl.profile_file import read_profile
from tests.conftest import PROJECT, loaded

GUIDE = PROJECT / "docs" / "profiles.md"
PROFILES = PROJECT / "docs" / "profiles"


def asked(data: Path, summary: dict, query: str) -> list[tuple]:
    path = data / "warehouse" / f"{summary['snapshot']}.duckdb"
    with duckdb.connect(str(path), read_only=True) as con:
        return con.execute(query).fetchall()


def put(folder: Path, name: str, *lines: str) -> str:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return str(path)


PERMITS = (
    "Case No;Service;Opened;Promised;Closed;Via;Lĩnh vực;Ngày tiếp nhận;Applicant",
    "P-0001;Đăng ký khai sinh;05.31.2024 02:15 PM;06.04.2024;06.03.2024 06:30 PM;Web;K7;?;Binh An",
    "P-0002;Đăng ký khai sinh;12.31.2024 08:00 PM;01.03.2025;;walk-in;K7;?;Binh An",
    "P-0003;Đăng ký khai sinh;06.03.2024 01:00 AM;on REQUEST;06.03.2024 02:00 AM;Post;K7;?;Binh An",
    "P-0004;Đăng ký khai sinh;06.03.2024 01:00 AM;06.06.2024;;;K7;?;Binh An",
    "P-0005;Đăng ký khai sinh;06.03.2024 01:00 AM;06.05.2024;;Pigeon;K7;?;Binh An",
)


def test_an_invented_export_loads_by_its_profile_alone(tmp_path):
    export = put(tmp_path, "permits_2025-01-31.csv", *PERMITS)
    summary = loaded(tmp_path, "--profile", str(PROFILES / "permit_desk.toml"), export)
    rows = asked(
        tmp_path,
        summary,
        "select dossier_id, channel, status_code, received_at, due_at, finished_at, "
        "settled_on::varchar, unit_code, field from dossiers order by all",
    )
    # Vietnam is seven hours ahead of UTC: 02:15 PM is 21:15, 06:30 PM is 01:30 of the next day.
    # A promised date has no hour and stays the date it is.
    may31, june4, june6 = datetime(2024, 5, 31, 21, 15), datetime(2024, 6, 4), datetime(2024, 6, 6)
    rows_by_hand = [
        ("P-0001", "online", 9, may31, june4, datetime(2024, 6, 4, 1, 30), "2024-06-04"),
        ("P-0002", "counter", 4, datetime(2025, 1, 1, 3), datetime(2025, 1, 3), None, None),
        (
            "P-0003",
            "postal",
            9,
            datetime(2024, 6, 3, 8),
            None,
            datetime(2024, 6, 3, 9),
            "2024-06-03",
        ),
        ("P-0004", "counter", 4, datetime(2024, 6, 3, 8), june6, None, None),
    ]
    assert rows == [(*row, "16528", "Hộ tịch") for row in rows_by_hand]
    rejected = asked(tmp_path, summary, 'select line, "column", value, reason from rejected_rows')
    assert [row[:3] for row in rejected] == [(6, "Via", "Pigeon")]
    assert rejected[0][3].startswith("Giá trị không có trong danh mục")
    (file,) = summary["files"]
    assert file["dropped_columns"] == ["Lĩnh vực", "Ngày tiếp nhận", "Applicant"]


def test_ratings_of_a_counter_machine_load_by_their_profile_alone(tmp_path):
    export = put(
        tmp_path,
        "kiosk_2024-06-30.csv",
        "No,Time,Case,Smile,Politeness,Why",
        "1,31-05-24 09:15,H56.14-240531-0001,★★★,★★,",
        "2,31-05-24 09:40,,★,★,Chờ lâu",
        "3,31-05-24 10:05,,skip,,",
        "4,31-05-24 10:10,,★★,,",
        "5,31-05-24 10:20,,★★★★,,",
    )
    summary = loaded(tmp_path, "--profile", str(PROFILES / "kiosk_ratings.toml"), export)
    assert asked(
        tmp_path,
        summary,
        "select rated_at::varchar, dossier_id, source, scale, overall, attitude, reason "
        "from feedback order by rated_at",
    ) == [
        ("2024-05-31 09:15:00", "H56.14-240531-0001", "kiosk", 3, 3, 2, None),
        ("2024-05-31 09:40:00", None, "kiosk", 3, 1, 1, "Chờ lâu"),
        ("2024-05-31 10:05:00", None, "kiosk", 3, None, None, None),
        ("2024-05-31 10:10:00", None, "kiosk", 3, 2, None, None),
    ]
    assert asked(tmp_path, summary, "select line, value from rejected_rows") == [(6, "★★★★")]


def test_a_profile_goes_before_names_and_aliases(tmp_path):
    """“Ngày nhận” means the receipt, unless a profile gives it to the finish; “Ngày có kết quả”
    means the finish, unless a profile names another column; a constant goes before a column."""
    profile = put(
        tmp_path,
        "khac.toml",
        'source = "dossiers"',
        "[columns]",
        'received_at = "Ngày nộp"',
        'submitted_at = "Ngày nộp"',  # one column may serve two fields
        'finished_at = "Ngày nhận"',
        "[constants]",
        'unit_code = "16528"',
        "[values.status_code]",
        '"Đang xử lý" = 9',
    )
    export = put(
        tmp_path,
        "hoso_2024-06-30.csv",
        "Mã hồ sơ,Trạng thái,Ngày nộp,Ngày nhận,Ngày có kết quả,Hạn trả,Đơn vị",
        "H56.14-240603-0001,Đang xử lý,03/06/2024,05/06/2024,07/06/2024,06/06/2024,16534",
    )
    summary = loaded(tmp_path, "--profile", profile, export)
    assert asked(
        tmp_path,
        summary,
        "select received_at::date::varchar, submitted_at::date::varchar, "
        "finished_at::date::varchar, status_code, unit_code from dossiers",
    ) == [("2024-06-03", "2024-06-03", "2024-06-05", 9, "16528")]
    assert summary["files"][0]["dropped_columns"] == ["Ngày có kết quả", "Đơn vị"]


def test_words_that_differ_only_in_their_marks_are_never_mixed_up(tmp_path):
    """An exact word is known; where two words fold alike, a third spelling is not guessed."""
    profile = put(
        tmp_path,
        "khac.toml",
        'source = "dossiers"',
        "[values.status_code]",
        '"Mở" = 4',
        '"Mờ" = 8',
        '"1.0" = 9',
    )
    rows = [("Mở", 4), ("Mờ", 8), ("MO", None), ("1.0", 9), ("1", 1), ("4.0", 4), ("10", 10)]
    export = put(
        tmp_path,
        "hoso_2024-06-30.csv",
        "Mã hồ sơ,Trạng thái,Ngày tiếp nhận,Ngày hẹn trả",
        *(f"H56.14-240603-{n:04},{word},03/06/2024," for n, (word, _) in enumerate(rows)),
    )
    summary = loaded(tmp_path, "--profile", profile, export)
    found = asked(tmp_path, summary, "select status_code from dossiers order by dossier_id")
    assert [code for (code,) in found] == [code for _, code in rows if code]
    assert asked(tmp_path, summary, "select line, value from rejected_rows") == [(4, "MO")]


def test_a_moment_with_an_offset_of_its_own_is_not_moved_twice(tmp_path):
    """The zone is that of moments without one: 20:00Z is 03:00 of the next day in Vietnam."""
    profile = put(tmp_path, "khac.toml", 'source = "dossiers"', 'zone = "UTC"')
    export = put(
        tmp_path,
        "hoso_2024-06-30.csv",
        "Mã hồ sơ,Trạng thái,Ngày tiếp nhận,Ngày hẹn trả",
        "H56.14-240603-0001,4,2024-05-31T20:00:00Z,2024-06-05",
        "H56.14-240603-0002,4,2024-05-31T20:00:00,05/06/2024",
        "H56.14-240603-0003,4,2024-05-31T13:00:00-07:00,",
    )
    summary = loaded(tmp_path, "--profile", profile, export)
    received, due = datetime(2024, 6, 1, 3), datetime(2024, 6, 5)
    assert asked(
        tmp_path, summary, "select received_at, due_at from dossiers order by dossier_id"
    ) == [(received, due), (received, due), (received, None)]


@pytest.mark.parametrize("path", sorted(PROFILES.glob("*.toml")), ids=lambda path: path.stem)
def test_every_profile_that_is_shown_can_be_read_and_is_named_in_the_guide(path):
    assert read_profile(path).columns
    assert f"profiles/{path.name}" in GUIDE.read_text("utf-8")


def test_every_piece_of_a_profile_in_the_guide_can_be_read(tmp_path):
    pieces = re.findall(r"```toml\n(.*?)```", GUIDE.read_text("utf-8"), re.S)
    assert len(pieces) >= 3
    for number, piece in enumerate(pieces):
        path = tmp_path / f"{number}.toml"
        path.write_text(piece, "utf-8")
        assert read_profile(path).source in ("dossiers", "feedback")


def test_every_entry_of_a_profile_is_explained_in_the_guide():
    guide = GUIDE.read_text("utf-8")
    entries = ("source", "columns", "values", "constants", "drop", "date_format", "zone")
    assert [e for e in (*entries, "open_when_empty") if f"| `{e}` |" not in guide] == []
