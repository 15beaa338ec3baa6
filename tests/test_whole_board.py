"""The workbook of the whole board, and the one of all tables of a page: read again by calamine."""

import io
import re
import zipfile

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from board.catalogue import MEASURES
from board.measures.compute import measure
from board.papers import PAPERS
from board.selection.filters import Filters
from board.selection.periods import parse
from board.selection.selection import selection_of
from board.text import whole_board
from board.ui.components.downloads import page_xlsx
from board.ui.session import Page, Table
from tests.literal import filled, opened
from tests.screen import session

QUANG_THO = "16528@2018-01-01"
DOSSIERS = """
id | unit  | field   | status | received | due   | finished | channel
1  | 16528 | Hộ tịch | 9      | 02/06    | 05/06 | 04/06    | Trực tuyến
2  | 16528 | Hộ tịch | 9      | 02/06    | 05/06 | 05/06    | Trực tiếp
3  | 16528 | Hộ tịch | 9      | 03/06    | 06/06 | 04/06    | Trực tiếp
4  | 16528 | Hộ tịch | 9      | 03/06    | 06/06 | 10/06    | Trực tiếp
5  | 16528 | Hộ tịch | 9      | 03/06    | 06/06 | 06/06    | Trực tiếp
6  | 16528 | =1+1    | 4      | 03/06    | 06/06 |          | Trực tiếp
7  | 16528 | Đất đai | 4      | 03/06    | 30/07 |          | Trực tiếp
"""
TASKS = [{"task_id": "1", "title": "=2+2", "given_on": "10/05/2025", "due_on": "15/06/2025"}]


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole_board")
    return filled(folder, {"2025-06-30": DOSSIERS}, tasks={"2025-06-30": TASKS})


@pytest.fixture(scope="module")
def selection(data):
    return selection_of(opened(data), Filters(unit=QUANG_THO), parse("2025-06"))


@pytest.fixture(scope="module")
def made(selection):
    return PAPERS["whole-board"].make(".xlsx", selection)


@pytest.fixture(scope="module")
def book(made):
    return sheets(made)


def sheets(made: bytes) -> dict[str, list[list]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(made))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def records(rows: list[list]) -> list[dict]:
    return [dict(zip(rows[2], row, strict=True)) for row in rows[3:]]


def test_filters_and_the_definition_of_every_measure_stand_first(book, selection):
    assert next(iter(book)) == "Thông tin"
    info = {row[0]: row[1] for row in book["Thông tin"] if row[0]}
    assert info["Tài liệu"] == "Tập bảng số liệu" and info["Đơn vị"] == "Phường Quảng Thọ"
    assert info["Bản số liệu"] == selection.snapshot.name
    for spec in MEASURES.values():
        assert info[spec.name].startswith(spec.definition), spec.key


def test_there_is_a_sheet_for_each_table_that_has_rows(book):
    assert [*book] == [
        *("Thông tin", "Chỉ số", "Theo tháng", "Theo lĩnh vực", "Theo thủ tục", "Theo kênh"),
        *("Theo đơn vị", "Biểu II.06a", "Mảng nội dung", "Hồ sơ đang quá hạn"),
        *("Nhiệm vụ đúng hạn", "Nhiệm vụ quá hạn"),
    ]


def test_a_measure_has_the_value_and_the_counts_that_it_has_elsewhere(book, selection):
    rows = {row["Chỉ số"]: row for row in records(book["Chỉ số"])}
    assert set(rows) == {spec.name for spec in MEASURES.values()}
    # Of five settled four were not late; of six due one is open, and four of the others in time.
    settled = rows["Tỷ lệ đúng hạn, trên hồ sơ đã giải quyết"]
    assert [settled[name] for name in ("Tỷ lệ", "Số đạt", "Trên tổng số")] == [0.8, 4, 5]
    due = rows["Tỷ lệ hồ sơ đến hạn được giải quyết đúng hạn"]
    assert (due["Số đạt"], due["Trên tổng số"]) == (4, 6)
    assert rows["Hồ sơ đang giải quyết đã quá hạn"]["Số, thời gian"] == 1
    now = measure(list(MEASURES), selection.snapshot, selection.filters, [selection.period])
    for row in now.to_dict("records"):
        spec = MEASURES[row["measure"]]
        if spec.unit == "count" and row["value"] == row["value"]:
            assert rows[spec.name]["Số, thời gian"] == row["value"]


def test_shares_are_numbers_shown_as_percentages_and_nothing_is_a_formula(made, book):
    assert {row["Lĩnh vực"] for row in records(book["Theo lĩnh vực"])} == {
        *("Hộ tịch", "Đất đai", "=1+1"),
    }
    assert "=2+2" in {row["Nội dung"] for row in records(book["Nhiệm vụ quá hạn"])}
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        written = "".join(parts.read(n).decode() for n in parts.namelist() if n.endswith("xml"))
    assert "<f>" not in written and "<hyperlink" not in written
    assert 'formatCode="0.0%"' in written


def test_a_list_holds_just_what_its_measure_counts(book):
    assert [row["Mã hồ sơ"] for row in records(book["Hồ sơ đang quá hạn"])] == [
        "H56.14-250101-0006"
    ]


def test_a_value_of_few_cases_stays_hidden(book):
    (online,) = (
        row
        for row in records(book["Theo kênh"])
        if row["Kênh"] == "Trực tuyến" and row["Chỉ số"] == "Tỷ lệ giải quyết trước hạn"
    )
    assert [online[name] for name in ("Tỷ lệ", "Số đạt", "Trên tổng số")] == ["–", "–", 1]


def test_the_same_snapshot_gives_the_same_workbook(made, selection):
    assert PAPERS["whole-board"].make(".xlsx", selection) == made


@pytest.mark.parametrize(
    ("title", "taken", "expected"),
    [
        ("Quá hạn [a]: b/c", [], "Quá hạn a b c"),
        ("Quá hạn", ["quá hạn", "Quá hạn (2)"], "Quá hạn (3)"),
        ("Bảng số liệu rất dài của một trang nào đó", [], "Bảng số liệu rất dài của một"),
        ("''", [], "Bảng"),
    ],
)
def test_a_sheet_has_a_name_that_spreadsheets_allow(title, taken, expected):
    assert whole_board.tab(title, taken) == expected


def test_the_workbook_of_a_page_has_a_sheet_a_table_after_filters_and_definitions(selection):
    found = [
        (Table("Đang quá hạn", pd.DataFrame, ("open_late",)), pd.DataFrame({"Mã hồ sơ": ["=1"]})),
        (Table("Đang quá hạn", pd.DataFrame, ()), pd.DataFrame({"Số hồ sơ": [3, 4]})),
    ]
    page = Page("open_dossiers", (("Danh sách", "Đang quá hạn"),), (("state", "overdue"),))
    book = sheets(page_xlsx(found, selection, page))
    assert [*book] == ["Thông tin", "Đang quá hạn", "Đang quá hạn (2)"]
    info = {row[0]: row[1] for row in book["Thông tin"] if row[0]}
    assert info["Danh sách (chọn trên trang)"] == "Đang quá hạn" and info["Số dòng"] == "3"
    assert MEASURES["open_late"].name in info
    assert book["Đang quá hạn"][3:] == [["=1"]] and book["Đang quá hạn (2)"][3:] == [[3], [4]]


def test_a_page_of_several_tables_gives_them_in_one_workbook(data, monkeypatch):
    monkeypatch.setenv("BOARD_DATA", str(data))
    app = session()
    app.query_params["period"] = "2025-06"
    app.switch_page("../../pages/processing_times.py").run()
    (button,) = (b for b in app.get("download_button") if "page_tables_xlsx" in b.proto.id)
    assert button.proto.label == whole_board.PAGE_TABLES
    app.switch_page("../../pages/reports.py").run()
    assert not any("page_tables_xlsx" in b.proto.id for b in app.get("download_button"))
    names = [re.sub(".*-paper_", "", b.proto.id) for b in app.get("download_button")]
    assert "whole-board.xlsx" in " ".join(names)
