"""The pause ledger: one row a pause, its newest state, its length on the working calendar."""

from datetime import date, datetime

import duckdb
import pytest

from tests.snapshots import PAUSE, ask, csv_of, put, settings, take

DAY = "2025-06-30"
FILES: dict[str, list[dict]] = {}  # rows of every case that `case` was given, by file


def case(name: str, *rows: dict, day: str = DAY) -> None:
    """A file of pauses whose name says the case; a dossier in it is the case's own."""
    FILES[f"tamdung_{name}_{day}.csv"] = [row | {"id": _code(name, row)} for row in rows]


def dossiers(name: str, *rows: dict, day: str = DAY) -> None:
    """Adds dossiers of a case to the export of a day."""
    FILES.setdefault(f"hoso_{day}.csv", []).extend(row | {"id": _code(name, row)} for row in rows)


def _code(name: str, row: dict) -> str:
    code = row.get("id", "1")
    return code and f"{name}-{code}"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A data folder with the files of all cases in one load."""
    folder = tmp_path_factory.mktemp("pauses")
    for name, rows in FILES.items():
        put(folder, name, csv_of(*rows, but=PAUSE if name.startswith("tamdung") else None))
    take(folder, reject_limit=1.0)
    return folder


def pauses(data, name: str, columns: str) -> list[tuple]:
    """The dossier of each pause of a case, and columns of it."""
    code = f"replace(pauses.dossier_id, '{name.upper()}-', '')"
    query = f"select {code}, {columns} from pauses left join dossiers using (dossier_id)"
    return ask(data, f"{query} where pauses.dossier_id like '{name.upper()}-%' order by all")


def warned(data, code: str, name: str) -> int:
    """Of how many rows of a case a warning speaks."""
    query = f"select rows from warnings where code = '{code}' and detail like 'tamdung_{name}_%'"
    ((rows,),) = ask(data, query)
    return rows


KINDS = {
    "Bổ sung": "supplement",
    "YÊU CẦU BỔ SUNG GIẤY TỜ": "supplement",
    "5": "supplement",  # the status that the dossier waits in
    "Tạm dừng": "pause",
    "dừng xử lý": "pause",
    "8": "pause",
    "Nghĩa vụ tài chính": "fee",
    "Yêu cầu thực hiện nghĩa vụ tài chính": "fee",
    "6": "fee",
}


case("kind", *({"id": str(number), "kind": word} for number, word in enumerate(KINDS)))


def test_a_word_or_a_status_says_the_kind(data):
    kind_of = {int(number): kind for number, kind in pauses(data, "kind", "kind")}
    assert {word: kind_of[number] for number, word in enumerate(KINDS)} == KINDS


case(
    "wrong",
    {"id": ""},
    {"kind": "Nghỉ"},
    {"began": ""},
    {"began": "31/06/2025"},
    {"ended": "02/06/2025"},
    {"began": "03/06/2025 14:00", "ended": "03/06/2025 09:00"},
    # A day without a time may hold the whole pause.
    {"began": "03/06/2025 14:00", "ended": "03/06/2025"},
    {"began": "04/06/2025 14:00", "ended": "04/06/2025 14:00"},
)


def test_what_no_pause_can_be_rejects_its_row_with_column_and_value(data):
    blank, ends = "Ô bắt buộc bị trống.", "Ngày kết thúc tạm dừng trước ngày bắt đầu."
    query = (
        'select line, "column", value, reason from rejected_rows '
        "where file like 'tamdung_wrong_%' order by line"
    )
    assert ask(data, query) == [
        (2, "Mã hồ sơ", None, blank),
        (
            3,
            "Loại tạm dừng",
            "Nghỉ",
            "Giá trị không có trong danh mục; sửa lại, hoặc xem trước tệp rồi cho biết nghĩa.",
        ),
        (4, "Ngày bắt đầu tạm dừng", None, blank),
        (
            5,
            "Ngày bắt đầu tạm dừng",
            "31/06/2025",
            "Không phải ngày hợp lệ; cần dd/mm/yyyy hoặc yyyy-mm-dd, có thể kèm giờ.",
        ),
        (6, "Ngày kết thúc tạm dừng", "02/06/2025 00:00", ends),
        (7, "Ngày kết thúc tạm dừng", "03/06/2025 09:00", ends),
    ]
    counts = "select rows_accepted, rows_rejected from loads where file like 'tamdung_wrong_%'"
    assert ask(data, counts) == [(2, 6)]


case(
    "newest",
    {"began": "20/05/2025"},
    {"began": "21/05/2025", "ended": "30/05/2025"},
    day="2025-05-31",
)
case(
    "newest",
    {"id": "1 ", "began": "20/05/2025", "ended": "02/06/2025", "why": "Thiếu bản vẽ"},
    {"began": "21/05/2025"},  # the newer file takes the end back
    {"began": "20/05/2025", "kind": "Tạm dừng"},
    {"id": "2", "began": "20/05/2025"},
)


def test_the_newest_files_state_of_a_pause_stands(data):
    columns = "kind, began_at::date, ended_at::date, reason, pauses.source_line, pauses.as_of"
    may, june, file = date(2025, 5, 20), date(2025, 6, 2), date(2025, 6, 30)
    assert pauses(data, "newest", columns) == [
        ("1", "pause", may, None, None, 4, file),
        ("1", "supplement", may, june, "Thiếu bản vẽ", 2, file),
        ("1", "supplement", date(2025, 5, 21), None, None, 3, file),
        ("2", "supplement", may, None, None, 5, file),
    ]


case(
    "two",
    {"ended": "06/06/2025"},
    {"ended": "05/06/2025"},
    {"ended": ""},
    {"id": "2", "why": "một"},
    {"id": "2", "why": "hai"},
)


def test_of_two_states_in_one_file_the_later_end_stands_then_the_later_line(data):
    assert pauses(data, "two", "ended_at::date, reason") == [
        ("1", date(2025, 6, 6), None),
        ("2", None, "hai"),
    ]


case("same", {}, {}, {"id": "2"}, day="2025-05-31")
case("same", {})


def test_an_identical_row_is_a_duplicate_in_its_file_and_a_state_in_the_next(data):
    assert pauses(data, "same", "pauses.as_of") == [
        ("1", date(2025, 6, 30)),
        ("2", date(2025, 5, 31)),
    ]
    counts = (
        "select rows_read, rows_accepted, rows_rejected, rows_duplicate from loads "
        "where file like 'tamdung_same_%' order by file"
    )
    assert ask(data, counts) == [(3, 2, 0, 1), (1, 1, 0, 0)]


LENGTHS = [
    # Tue 03/06 to Fri 06/06: Wed, Thu, Fri.
    ("03/06/2025", "06/06/2025", 3.0),
    # Over a weekend: Fri 06/06 to Mon 09/06.
    ("06/06/2025", "09/06/2025", 1.0),
    ("03/06/2025", "03/06/2025", 0.0),
    # 14:00–17:00 of Tue (3 h) and 7:00–9:00 of Wed (2 h): 5 of 8 hours.
    ("03/06/2025 14:00", "04/06/2025 09:00", 0.625),
    # One side without a time: by dates.
    ("03/06/2025 14:00", "04/06/2025", 1.0),
    # 30/04 to 04/05/2025 were off, the Friday by a swap with Sat 26/04.
    ("29/04/2025", "05/05/2025", 1.0),
    # Still open; past the calendar's last year.
    ("03/06/2025", "", None),
    ("03/06/2025", "03/06/2098", None),
]


case(
    "length",
    *(
        {"id": str(number), "began": began, "ended": ended}
        for number, (began, ended, _) in enumerate(LENGTHS)
    ),
)


def test_a_pause_is_as_long_as_the_working_days_in_it(data):
    result = pauses(data, "length", "pauses.working_days")
    assert [days for _, days in result] == [days for *_, days in LENGTHS]
    # Of the two without a length the open one needs no calendar.
    assert warned(data, "outside_calendar", "length") == 1


dossiers("unit", {"id": "h–1", "unit": "Quảng Châu"})
case("unit", {"id": "H-1"}, {"id": "H-404"}, {"id": "H-404", "kind": "Tạm dừng"})


def test_a_pause_has_the_unit_of_its_dossier_and_without_one_is_warned_of(data):
    assert pauses(data, "unit", "pauses.unit_key") == [
        ("H-1", "16531@2018-01-01"),
        ("H-404", None),
        ("H-404", None),
    ]
    assert warned(data, "pause_of_unknown_dossier", "unit") == 2


# Mon 02/06 to Tue 10/06 are 6 working days, of which the export takes 1 off; the ledger says 3.
dossiers("ledger", {"status": "9", "finished": "10/06/2025", "paused": "1"})
case("ledger", {"ended": "06/06/2025"})


def test_the_ledger_does_not_write_over_what_the_export_says_was_paused(data):
    columns = "dossiers.paused_days, dossiers.working_days, pauses.working_days"
    assert pauses(data, "ledger", columns) == [("1", 1.0, 5.0, 3.0)]


dossiers("due", {"id": "1", "due": "10/06/2025"}, day="2025-06-05")
dossiers(
    "due",
    # The pause of three days moved the date from 10/06, as the earlier export showed it.
    {"id": "1", "due": "13/06/2025"},
    {"id": "2", "due": "10/06/2025 17:00"},
    {"id": "3", "due": "11/06/2025"},
    {"id": "4", "due": ""},
)
case("due", *({"id": number, "began": "10/06/2025 16:30"} for number in "1234"))


def test_a_pause_begun_on_the_last_day_is_found_by_the_due_date_now_or_first_seen(data):
    is_last = "coalesce(began_at::date in (due_at::date, first_due_at::date), false)"
    assert pauses(data, "due", is_last) == [("1", True), ("2", True), ("3", False), ("4", False)]


def test_without_a_ledger_there_is_an_empty_table(tmp_path):
    put(tmp_path, "hoso_2025-06-30.csv", csv_of({}))
    take(tmp_path)
    assert ask(tmp_path, "select count(*) from pauses") == [(0,)]


def test_names_and_numbers_of_people_do_not_enter_with_a_ledger(tmp_path):
    text = csv_of({"why": "gọi 0912 345 678, a@b.vn"}, but=PAUSE).splitlines()
    put(tmp_path, "tamdung_2025-06-30.csv", f'{text[0]},"Họ tên"\n{text[1]},"Lê Thị Mẫu"\n')
    (file,) = take(tmp_path)["files"]
    # A ledger alone makes a snapshot without dossiers.
    alone = "(select count(*) from dossiers), (select count(*) from unit_as_of)"
    assert ask(tmp_path, f"select {alone}, data_date from snapshot") == [(0, 0, date(2025, 6, 30))]
    assert (file["source"], file["dropped_columns"]) == ("pauses", ["Họ tên"])
    assert ask(tmp_path, "select reason from pauses") == [("gọi [đã che], [đã che]",)]
    note, rows = sorted((settings(tmp_path).staged / "pauses").iterdir())
    assert "tamdung_2025" in note.read_text("utf-8") and "Mẫu" not in note.read_text("utf-8")
    # A Parquet file is packed: its bytes would show no name that it held.
    with duckdb.connect() as con:
        held = str(con.execute("from read_parquet($path)", {"path": str(rows)}).fetchall())
    assert "gọi [đã che]" in held and "Mẫu" not in held


def test_the_order_in_which_files_come_plays_no_part(tmp_path):
    old = csv_of({}, but=PAUSE)
    new = csv_of({"ended": "05/06/2025"}, but=PAUSE)
    # In one load in the order given, and the newer file in a load before the other.
    measured = []
    for name, loads in (("a", [[old, new]]), ("b", [[new], [old]])):
        for texts in loads:
            days = ["2025-06-03" if text == old else "2025-06-30" for text in texts]
            named = zip(days, texts, strict=True)
            paths = [put(tmp_path / name, f"tamdung_{day}.csv", text) for day, text in named]
            take(tmp_path / name, *paths)
        measured.append(ask(tmp_path / name, "from pauses"))
    assert measured[0] == measured[1]
    assert measured[0][0][3] == datetime(2025, 6, 5)
