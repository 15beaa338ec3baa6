"""One dossier in many exports: its newest state, its history, and the counts of every file."""

from collections import defaultdict
from datetime import date, datetime
from pathlib import Path

import pytest

from etl.snapshots import current, reading
from tests.conftest import SAMPLE
from tests.snapshots import ask, csv_of, put, take

COUNTS = (
    "select file, rows_read, rows_accepted, rows_rejected, rows_duplicate from loads order by file"
)
EXPORTS: dict[str, list[dict]] = defaultdict(list)  # of every case that `exports` was given


def exports(case: str, **files: list[dict]) -> None:
    """Adds the rows of a case to files, each {its name: its rows}; its letters begin their ids."""
    for name, rows in files.items():
        EXPORTS[name] += [row | {"id": f"{case}{row.get('id', '1')}"} for row in rows]


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    """A data folder with the files of all cases in one load."""
    folder = tmp_path_factory.mktemp("dossiers")
    for name, rows in EXPORTS.items():
        put(folder, f"{name}.csv", csv_of(*rows))
    assert {file["outcome"] for file in take(folder)["files"]} == {"loaded"}
    return folder


def dossiers(data: Path, case: str, columns: str = "status_code") -> list[tuple]:
    """The number of each dossier of a case, and columns of it."""
    return ask(
        data,
        f"select replace(dossier_id, '{case}', ''), {columns} from dossiers "
        f"where starts_with(dossier_id, '{case}') order by dossier_id",
    )


exports(
    "NEW",
    a_20250603=[{"status": "4"}],
    b_20250605=[{"status": "5"}],
    c_20250604=[{"status": "10", "finished": "04/06/2025"}],
)


def test_the_newest_export_says_the_state(data):
    assert dossiers(data, "NEW") == [("1", 5)]


exports(
    "DAY",
    a_20250605=[
        {"id": "1", "status": "9", "finished": "04/06/2025"},
        {"id": "2", "status": "9", "finished": "04/06/2025"},
    ],
    b_20250605=[
        {"id": "1", "status": "9", "finished": "03/06/2025"},
        {"id": "2", "status": "4"},
    ],
)


def test_of_two_states_of_one_day_that_of_the_later_landed_file_wins_whatever_its_finish(data):
    assert dossiers(data, "DAY", "finished_at::date") == [("1", date(2025, 6, 3)), ("2", None)]


exports(
    "SEEN",
    b_20250610=[
        {"id": "1", "status": "9", "finished": "09/06/2025"},
        {"id": "2", "status": "7"},
        {"id": "3", "status": "4"},
        {"id": "4", "status": "10", "finished": "03/06/2025"},  # in this export alone
    ],
    a_20250605=[{"id": "1", "status": "4"}, {"id": "2", "status": "5"}],
    c_20250615=[{"id": "1", "status": "10", "finished": "09/06/2025"}, {"id": "3"}],
)


def test_the_exports_that_first_showed_a_dossier_and_its_settlement_are_kept(data):
    assert dossiers(data, "SEEN", "first_seen_on, settled_seen_on") == [
        ("1", date(2025, 6, 5), date(2025, 6, 10)),
        ("2", date(2025, 6, 5), date(2025, 6, 10)),
        ("3", date(2025, 6, 10), None),
        ("4", date(2025, 6, 10), date(2025, 6, 10)),
    ]


exports("LINE", lines_20250605=[{"status": "4"}, {"status": "5"}, {"status": "6"}])


def test_of_two_states_in_one_file_the_later_line_wins(data):
    assert dossiers(data, "LINE", "status_code, source_file, source_line, as_of") == [
        ("1", 6, "lines_20250605.csv", 4, date(2025, 6, 5))
    ]


def test_files_of_several_days_give_the_same_tables_in_whatever_order_they_arrive(tmp_path):
    files = {
        "hoso_2025-06-03.csv": csv_of(
            {"due": "04/06/2025"}, {"id": "2"}, {"id": "2"}, {"id": "x\n"}
        ),
        "hoso_2025-06-05.csv": csv_of({"due": "09/06/2025"}, {"id": "2", "status": "7"}),
        "hoso-2025-06-05.csv": csv_of(
            {"due": "10/06/2025"}, {"id": "3", "status": "?"}, {}, {}, {}
        ),
        "danhgia_2025-06-05.csv": "Ngày đánh giá,Mã hồ sơ,Nguồn đánh giá,Đánh giá chung\n"
        "05/06/2025,1,Phiếu,1\n05/06/2025,1,Phiếu,3\n",
    }
    # Of the two of one day the same lands first in each, as it does in a folder.
    early, later, *of_one_day = (
        "hoso_2025-06-03.csv",
        "danhgia_2025-06-05.csv",
        "hoso-2025-06-05.csv",
        "hoso_2025-06-05.csv",
    )
    states = []
    # In one load after the other, and in one load in the order given.
    for number, loads in enumerate(
        ([[later, of_one_day[0]], [of_one_day[1], early]], [[early, *of_one_day, later]])
    ):
        data = tmp_path / str(number)
        for names in loads:
            take(data, *(put(data, name, files[name]) for name in names))
        states.append(_tables(data))
    together = tmp_path / "together"
    for name, text in files.items():
        put(together, name, text)
    take(together)
    assert states == [_tables(together)] * 2


def _tables(data) -> dict:
    with reading(data / "warehouse" / f"{current(data / 'warehouse')}.duckdb") as con:
        names = con.execute(
            "select table_name from information_schema.tables "
            "where table_schema = 'main' order by table_name"
        )
        return {name: con.execute(f"from {name}").fetchall() for (name,) in names.fetchall()}


DUES = [
    # ([(export of, due date), …], (due, first due, changes, moved late)), all days of June 2025
    ([(3, 5), (4, 10), (5, 10), (6, 12)], (12, 5, 2, False)),
    ([(3, 5), (4, 10), (5, 5)], (5, 5, 2, False)),
    # An export without the due date neither changes nor forgets it, and shows nothing.
    ([(3, None), (4, 5), (10, None)], (None, 5, 0, False)),
    ([(4, 5), (9, None), (10, 12)], (12, 5, 1, False)),
    ([(3, None), (4, None)], (None, None, 0, False)),
    # The last export that still showed the 5th is of the 6th: it had passed when it moved.
    ([(6, 5), (7, 10)], (10, 5, 1, True)),
    ([(3, 5), (6, 5), (7, 10)], (10, 5, 1, True)),
    # An export of the day itself or earlier: it had not passed, as far as anybody saw.
    ([(5, 5), (20, 10)], (10, 5, 1, False)),
    ([(4, 5), (20, 10)], (10, 5, 1, False)),
    # It passed and never moved.
    ([(3, 5), (9, 5)], (5, 5, 0, False)),
    # In time first, late the second time; late first, in time the second time.
    ([(3, 5), (12, 10), (13, 20)], (20, 5, 2, True)),
    ([(6, 5), (7, 20), (8, 25)], (25, 5, 2, True)),
    # To an earlier day, after both had passed.
    ([(9, 5), (10, 4)], (4, 5, 1, True)),
]


for number, (shown, _) in enumerate(DUES):
    for as_of, due in shown:
        row = {"due": "" if due is None else f"{due:02}/06/2025", "paused": as_of}
        exports("DUE", **{f"hoso_2025-06-{as_of:02}": [row | {"id": f"{number:02}"}]})


def test_the_first_due_date_its_changes_and_a_late_move_are_kept(data):
    result = dossiers(data, "DUE", "day(due_at), day(first_due_at), due_changes, due_moved_late")
    assert [kept for _, *kept in result] == [[*kept] for _, kept in DUES]


exports("HOUR", a_20250606=[{"due": "05/06/2025 11:30"}], b_20250607=[{"due": "05/06/2025"}])


def test_a_time_of_day_does_not_make_another_due_date(data):
    assert dossiers(data, "HOUR", "first_due_at, due_changes, due_moved_late") == [
        ("1", datetime(2025, 6, 5, 11, 30), 0, False)
    ]


EXPORTS["a_20250603"] += [
    {"id": "h56.14-250602-0001"},
    {"id": "H56.14–250602–0001", "status": "5"},
]
EXPORTS["b_20250604"] += [
    {"id": "\u00a0H56.14 - 250602 - 0001 ", "status": "9", "finished": "03/06/2025"}
]


def test_a_code_is_one_dossier_however_its_letters_dashes_and_blanks_are_written(data):
    assert dossiers(data, "H56.14-") == [("250602-0001", 9)]


SETTLED = [
    # (status, finished, returned, settled on, whether the finish is estimated)
    ("9", "04/06/2025 10:00", "06/06/2025", date(2025, 6, 4), False),
    ("10", "04/06/2025", "", date(2025, 6, 4), False),
    ("9", "", "06/06/2025 09:00", date(2025, 6, 6), True),
    ("10", "", "06/06/2025", date(2025, 6, 6), True),
    ("9", "", "", None, False),
    ("10", "", "", None, False),
    ("7", "04/06/2025", "06/06/2025", date(2025, 6, 4), False),
    ("7", "", "06/06/2025", date(2025, 6, 6), False),
    ("7", "", "", date(2025, 6, 30), False),
    *((status, "", "", None, False) for status in ("2", "4", "5", "6", "8")),
    ("4", "04/06/2025", "", None, False),
    ("5", "", "06/06/2025", None, False),
]


exports(
    "SETTLED",
    hoso_20250630=[
        {"id": f"{number:02}", "status": status, "finished": finished, "returned": returned}
        for number, (status, finished, returned, *_) in enumerate(SETTLED)
    ],
)


def test_each_status_is_settled_on_its_own_date(data):
    result = dossiers(data, "SETTLED", "settled_on, finish_is_estimated")
    assert [row[1:] for row in result] == [row[3:] for row in SETTLED]
    warned = "select detail, rows from warnings where code = 'finished_without_date'"
    assert ask(data, warned) == [("hoso_20250630.csv", 2)]


exports(
    "BACK",
    a_20250610=[{"status": "4"}],
    c_20250630=[{"status": "7", "due": "04/07/2025"}],
    b_20250620=[{"status": "7"}],
)


def test_a_withdrawal_without_a_date_is_settled_by_the_first_export_that_showed_it(data):
    assert dossiers(data, "BACK", "settled_on") == [("1", date(2025, 6, 20))]


exports("EARLY", a_20250501=[{"status": "7"}])


def test_a_withdrawal_is_not_settled_before_its_receipt_by_an_export_dated_too_early(data):
    assert dossiers(data, "EARLY", "settled_on") == [("1", date(2025, 6, 2))]


RECEIVED = "02/06/2025 10:00"
FINISHES = [
    # (status, received, finished, returned, is it rejected)
    ("9", RECEIVED, "02/06/2025 09:59", "", True),
    ("9", RECEIVED, "02/06/2025 10:00", "", False),
    ("9", RECEIVED, "02/06/2025", "", False),  # no time of day: the dates are compared
    ("9", "02/06/2025", "02/06/2025 07:00", "", False),
    ("9", RECEIVED, "01/06/2025", "", True),
    ("10", RECEIVED, "", "02/06/2025 09:59", True),  # the return stands for the finish
    ("10", RECEIVED, "", "02/06/2025", False),
    ("7", RECEIVED, "", "01/06/2025", True),
    ("4", RECEIVED, "01/06/2025", "", True),
    ("10", RECEIVED, "03/06/2025", "01/06/2025", False),  # only the finish is compared
    *((status, "", "", "", True) for status in ("2", "4", "5", "6", "7", "8", "9", "10")),
    *((status, "", "", "", False) for status in ("1", "3")),
]


# Of eight rows the first stands three times: two are duplicates.
EIGHT = [{"id": str(number)} for number in range(1, 9)]
TWICE = {"id": "9", "received": "31/06/2025"}
JUDGED = {
    "a_20250603": [*EIGHT, EIGHT[0], EIGHT[0]],
    # The same 8 rows in a later export are states, not duplicates; two are refused.
    "b_20250604": [*EIGHT, {"id": "9", "status": "?"}, {"id": "", "status": "4"}],
    "c_20250605": [*EIGHT, TWICE, TWICE],
    "d_20250606": [*EIGHT, {"status": "Chờ lãnh đạo"}, {"status": "11"}],
    "e_20250630": [
        {"id": f"E{n}", "status": status, "received": received, "finished": done, "returned": back}
        for n, (status, received, done, back, _) in enumerate(FINISHES, 1)
    ],
}


@pytest.fixture(scope="module")
def judged(tmp_path_factory) -> Path:
    """A data folder with files of which some rows are rejected."""
    folder = tmp_path_factory.mktemp("judged")
    for name, rows in JUDGED.items():
        put(folder, f"{name}.csv", csv_of(*rows))
    take(folder, reject_limit=1.0)
    return folder


def rejected(data: Path, file: str) -> list[tuple]:
    query = 'select line, "column", value, reason from rejected_rows where file = '
    return ask(data, f"{query}'{file}.csv' order by line")


def test_every_row_read_is_accepted_rejected_or_a_duplicate(judged):
    counts = {file: rest for file, *rest in ask(judged, COUNTS)}
    assert counts["a_20250603.csv"] == [10, 8, 0, 2]
    assert counts["b_20250604.csv"] == [10, 8, 2, 0]
    query = "select count(*), min(as_of) from dossiers where dossier_id not like 'E%'"
    assert ask(judged, query) == [(8, date(2025, 6, 6))]


def test_a_rejected_row_that_stands_twice_is_rejected_twice_and_no_duplicate(judged):
    assert ("c_20250605.csv", 10, 8, 2, 0) in ask(judged, COUNTS)


def test_a_finish_before_the_receipt_and_a_missing_receipt_reject_the_row(judged):
    rows = ask(judged, "select dossier_id from dossiers where dossier_id like 'E%'")
    kept = {int(code.removeprefix("E")) for (code,) in rows}
    assert kept == {n for n, (*_, is_rejected) in enumerate(FINISHES, 1) if not is_rejected}
    rows = {line: rest for line, *rest in rejected(judged, "e_20250630")}
    early = "Ngày kết thúc xử lý trước ngày tiếp nhận."
    assert rows[2] == ["Ngày kết thúc xử lý", "02/06/2025 09:59", early]
    assert rows[6] == ["Ngày kết thúc xử lý", "01/06/2025", early]  # as it stands in the file
    assert rows[7] == ["Ngày trả kết quả", "02/06/2025 09:59", early]
    assert rows[12] == ["Ngày tiếp nhận", None, "Thiếu ngày tiếp nhận."]


def test_an_unknown_status_rejects_its_row_with_the_word(judged):
    reason = "Giá trị không có trong danh mục; sửa lại, hoặc xem trước tệp rồi cho biết nghĩa."
    assert rejected(judged, "d_20250606") == [
        (10, "Trạng thái", "Chờ lãnh đạo", reason),
        (11, "Trạng thái", "11", reason),
    ]


def test_the_sample_steps_aside_as_soon_as_a_real_file_is_there(tmp_path):
    sample = min(SAMPLE.glob("hoso_*.csv"))
    take(tmp_path, sample)
    assert ask(
        tmp_path, "select is_sample, (select count(*) > 100 from dossiers) from snapshot"
    ) == [(True, True)]
    put(tmp_path, "hoso_2025-06-30.csv", csv_of({"received": "02/06/2025 08:00"}))
    take(tmp_path)
    assert ask(tmp_path, "select is_sample, data_date from snapshot") == [
        (False, date(2025, 6, 30))
    ]
    assert ask(tmp_path, "select dossier_id, received_at from dossiers") == [
        ("1", datetime(2025, 6, 2, 8))
    ]
    assert ask(tmp_path, "select file from loads") == [("hoso_2025-06-30.csv",)]
