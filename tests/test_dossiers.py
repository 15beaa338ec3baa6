"""One dossier in many exports: its newest state, its history, and the counts of every file."""

from collections import defaultdict
from datetime import date, datetime

from tests.conftest import SAMPLE
from tests.snapshots import ask, csv_of, put, take

ROW = "select dossier_id, status_code from dossiers order by dossier_id"
COUNTS = (
    "select file, rows_read, rows_accepted, rows_rejected, rows_duplicate from loads order by file"
)


def dossiers(data, query=ROW, **files):
    """The answer to `query` after a load of files, each {its name: its rows}."""
    for name, rows in files.items():
        put(data, f"{name}.csv", csv_of(*rows))
    take(data)
    return ask(data, query)


def test_the_newest_export_says_the_state(tmp_path):
    assert dossiers(
        tmp_path,
        a_20250603=[{"status": "4"}],
        b_20250605=[{"status": "5"}],
        c_20250604=[{"status": "10", "finished": "04/06/2025"}],
    ) == [("1", 5)]


def test_of_two_states_of_one_day_that_of_the_later_landed_file_wins_whatever_its_finish(tmp_path):
    assert dossiers(
        tmp_path,
        "select dossier_id, finished_at::date from dossiers order by 1",
        a_20250605=[
            {"id": "1", "status": "9", "finished": "04/06/2025"},
            {"id": "2", "status": "9", "finished": "04/06/2025"},
        ],
        b_20250605=[
            {"id": "1", "status": "9", "finished": "03/06/2025"},
            {"id": "2", "status": "4"},
        ],
    ) == [("1", date(2025, 6, 3)), ("2", None)]


def test_the_exports_that_first_showed_a_dossier_and_its_settlement_are_kept(tmp_path):
    assert dossiers(
        tmp_path,
        "select dossier_id, first_seen_on, settled_seen_on from dossiers order by 1",
        b_20250610=[
            {"id": "1", "status": "9", "finished": "09/06/2025"},
            {"id": "2", "status": "7"},
            {"id": "3", "status": "4"},
            {"id": "4", "status": "10", "finished": "03/06/2025"},  # in this export alone
        ],
        a_20250605=[{"id": "1", "status": "4"}, {"id": "2", "status": "5"}],
        c_20250615=[{"id": "1", "status": "10", "finished": "09/06/2025"}, {"id": "3"}],
    ) == [
        ("1", date(2025, 6, 5), date(2025, 6, 10)),
        ("2", date(2025, 6, 5), date(2025, 6, 10)),
        ("3", date(2025, 6, 10), None),
        ("4", date(2025, 6, 10), date(2025, 6, 10)),
    ]


def test_of_two_states_in_one_file_the_later_line_wins(tmp_path):
    answer = dossiers(
        tmp_path,
        "select status_code, source_file, source_line, as_of from dossiers",
        a_20250605=[{"status": "4"}, {"status": "5"}, {"status": "6"}],
    )
    assert answer == [(6, "a_20250605.csv", 4, date(2025, 6, 5))]


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
    told = []
    # Of the two of one day the same lands first in each, as it does in a folder.
    early, later, *of_one_day = (
        "hoso_2025-06-03.csv",
        "danhgia_2025-06-05.csv",
        "hoso-2025-06-05.csv",
        "hoso_2025-06-05.csv",
    )
    orders = ((early, *of_one_day, later), (later, *of_one_day, early))
    for number, names in enumerate(orders):
        data = tmp_path / str(number)
        for name in names:  # a load of its own for each
            take(data, put(data, name, files[name]))
        told.append(_tables(data))
    together = tmp_path / "together"
    for name, text in files.items():
        put(together, name, text)
    take(together)
    assert all(tables == _tables(together) for tables in told)


def _tables(data) -> dict:
    names = ask(data, "select table_name from information_schema.tables order by 1")
    return {name: ask(data, f"from {name}") for (name,) in names}


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


def test_the_first_due_date_its_changes_and_a_late_move_are_kept(tmp_path):
    exports = defaultdict(list)
    for number, (states, _) in enumerate(DUES):
        for as_of, due in states:
            shown = "" if due is None else f"{due:02}/06/2025"
            exports[as_of].append({"id": f"{number:02}", "due": shown, "paused": as_of})
    files = {f"hoso_2025-06-{as_of:02}": rows for as_of, rows in exports.items()}
    told = dossiers(
        tmp_path,
        "select day(due_at), day(first_due_at), due_changes, due_moved_late from dossiers "
        "order by dossier_id",
        **files,
    )
    assert told == [kept for _, kept in DUES]


def test_a_time_of_day_does_not_make_another_due_date(tmp_path):
    assert dossiers(
        tmp_path,
        "select first_due_at, due_changes, due_moved_late from dossiers",
        a_20250606=[{"due": "05/06/2025 11:30"}],
        b_20250607=[{"due": "05/06/2025"}],
    ) == [(datetime(2025, 6, 5, 11, 30), 0, False)]


def test_every_row_read_is_accepted_rejected_or_a_duplicate(tmp_path):
    first = [{"id": str(number)} for number in range(1, 9)]
    counts = dossiers(
        tmp_path,
        COUNTS,
        # 8 rows, the first of them three times: two are duplicates.
        a_20250603=[*first, first[0], first[0]],
        # The same 8 rows in a later export are states, not duplicates; two are refused.
        b_20250604=[*first, {"id": "9", "status": "?"}, {"id": "", "status": "4"}],
    )
    assert counts == [("a_20250603.csv", 10, 8, 0, 2), ("b_20250604.csv", 10, 8, 2, 0)]
    assert ask(tmp_path, "select count(*), min(as_of) from dossiers") == [(8, date(2025, 6, 4))]


def test_a_rejected_row_that_stands_twice_is_rejected_twice_and_no_duplicate(tmp_path):
    rows = [{"id": str(number)} for number in range(1, 9)]
    bad = {"id": "9", "received": "31/06/2025"}
    assert dossiers(tmp_path, COUNTS, a_20250603=[*rows, bad, bad]) == [
        ("a_20250603.csv", 10, 8, 2, 0)
    ]


def test_a_code_is_one_dossier_however_its_letters_dashes_and_blanks_are_written(tmp_path):
    assert dossiers(
        tmp_path,
        a_20250603=[{"id": "h56.14-250602-0001"}, {"id": "H56.14–250602–0001", "status": "5"}],
        b_20250604=[
            {"id": "\u00a0H56.14 - 250602 - 0001 ", "status": "9", "finished": "03/06/2025"}
        ],
    ) == [("H56.14-250602-0001", 9)]


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


def test_each_status_is_settled_on_its_own_date(tmp_path):
    rows = [
        {"id": str(number), "status": status, "finished": finished, "returned": returned}
        for number, (status, finished, returned, *_) in enumerate(SETTLED, 1)
    ]
    put(tmp_path, "hoso_2025-06-30.csv", csv_of(*rows))
    warnings = {w["code"]: w["rows"] for w in take(tmp_path)["warnings"]}
    told = ask(
        tmp_path, "select settled_on, finish_is_estimated from dossiers order by dossier_id::int"
    )
    assert told == [(settled, estimated) for *_, settled, estimated in SETTLED]
    assert warnings["finished_without_date"] == 2


def test_a_withdrawal_without_a_date_is_settled_by_the_first_export_that_showed_it(tmp_path):
    assert dossiers(
        tmp_path,
        "select settled_on from dossiers",
        a_20250610=[{"status": "4"}],
        c_20250630=[{"status": "7"}],
        b_20250620=[{"status": "7"}],
    ) == [(date(2025, 6, 20),)]


def test_a_withdrawal_is_not_settled_before_its_receipt_by_an_export_dated_too_early(tmp_path):
    assert dossiers(tmp_path, "select settled_on from dossiers", a_20250501=[{"status": "7"}]) == [
        (date(2025, 6, 2),)
    ]


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


def test_a_finish_before_the_receipt_and_a_missing_receipt_reject_the_row(tmp_path):
    rows = [
        {"id": n, "status": status, "received": received, "finished": done, "returned": back}
        for n, (status, received, done, back, _) in enumerate(FINISHES, 1)
    ]
    put(tmp_path, "hoso_2025-06-30.csv", csv_of(*rows))
    take(tmp_path, reject_limit=1.0)
    kept = {int(code) for (code,) in ask(tmp_path, "select dossier_id from dossiers")}
    assert kept == {n for n, (*_, rejected) in enumerate(FINISHES, 1) if not rejected}
    told = {
        row[0]: row[1:]
        for row in ask(tmp_path, "select line, * exclude (source, file, line) from rejected_rows")
    }
    early = "Ngày kết thúc xử lý trước ngày tiếp nhận."
    assert told[2] == ("Ngày kết thúc xử lý", "02/06/2025 09:59", early)
    assert told[6] == ("Ngày kết thúc xử lý", "01/06/2025", early)  # as it stands in the file
    assert told[7] == ("Ngày trả kết quả", "02/06/2025 09:59", early)
    assert told[12] == ("Ngày tiếp nhận", None, "Thiếu ngày tiếp nhận.")


def test_an_unknown_status_rejects_its_row_with_the_word(tmp_path):
    rows = [{"id": str(number)} for number in range(8)]
    answer = dossiers(
        tmp_path,
        'select line, "column", value, reason from rejected_rows',
        a_20250603=[*rows, {"status": "Chờ lãnh đạo"}, {"status": "11"}],
    )
    reason = "Giá trị không có trong danh mục; sửa lại cho đúng hoặc khai trong hồ sơ cấu hình."
    assert answer == [
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
