"""What leaves a page as a workbook: opened again by another library, and the same as the CSV."""

import csv
import io
import re
import zipfile
from datetime import date, datetime

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from board.catalogue import MEASURES
from board.registers import entry_files
from board.selection.filters import Filters
from board.selection.periods import spanning
from board.selection.selection import selection_of
from board.text import open_dossiers, pages
from board.text.dates import day, moment
from board.ui.components.downloads import WITHHELD, to_csv, to_xlsx
from board.ui.session import Page
from etl.template import template
from tests.literal import filled, opened
from tests.screen import session

QUANG_THO = "16528@2018-01-01"
DOSSIERS = """
id | field   | status | received | due   | finished
1  | Hộ tịch | 4      | 02/06    | 05/06 |
2  | Hộ tịch | 4      | 02/06    | 06/06 |
3  | Đất đai | 4      | 02/06    | 30/07 |
"""
EVIL = ("=1+1", "-2+3", "@SUM(1)", "+84 912", "http://x.invalid", "007", "{=1}", "<b>&\x0b")
FRAME = pd.DataFrame(
    {
        "Ý kiến": list(EVIL),
        "Hẹn trả": pd.to_datetime(["2025-06-05", None, *["2025-06-06"] * 6]),
        "Tiếp nhận": pd.to_datetime(
            [f"2025-06-02 08:{i}0" for i in (0, 1, 2, 3, 4, 5)] + [None] * 2
        ),
        "Năm": [2025] * 8,
        "Đúng hạn, trên hồ sơ đến hạn": [0.9725, None, 1.0, 0.0, 0.5, 0.25, 0.125, 1 / 3],
        "Số hồ sơ, đúng hạn, trên hồ sơ đến hạn": [1208, 0, 1, 2, 3, 4, 5, 6],
        "Ngày làm việc": [6.125, 5.0, None, 1.0, 2.0, 3.0, 4.0, 1234.5],
        "Làm việc": [True, False] * 4,
    }
)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return filled(tmp_path_factory.mktemp("downloads"), {"2025-06-30": DOSSIERS})


@pytest.fixture(scope="module")
def selection(data):
    june = spanning(date(2025, 6, 1), date(2025, 6, 30))
    return selection_of(opened(data), Filters(unit=QUANG_THO, field="Hộ tịch"), june)


@pytest.fixture(scope="module")
def file(selection):
    page = Page("satisfaction", (("Danh sách", "Đang quá hạn"),), (("state", "overdue"),))
    return to_xlsx(FRAME, selection, page, "Thử", ["rate_due_on_time"])


def sheets(file: bytes) -> dict[str, list[list]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(file))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def formats_of(file: bytes) -> list[str]:
    """How the cells of the first row of figures are shown, column by column."""
    with zipfile.ZipFile(io.BytesIO(file)) as book:
        sheet, styles = (book.read(f"xl/{p}.xml").decode() for p in ("worksheets/sheet2", "styles"))
    own = dict(re.findall(r'numFmtId="(\d+)" formatCode="([^"]+)"', styles))
    known = own | {"0": "General", "1": "0", "3": "#,##0"}
    (cells,) = re.findall(r"<cellXfs.*?</cellXfs>", styles)
    used = [known[n] for n in re.findall(r'<xf numFmtId="(\d+)"', cells)]
    (row,) = re.findall(r'<row r="4".*?</row>', sheet)
    return [used[int(n)] for n in re.findall(r'<c r="\w+" s="(\d+)"', row)]


def test_a_workbook_holds_what_the_csv_holds_as_text_numbers_and_dates(file):
    title, _, heading, *rows = sheets(file)["Số liệu"]
    lines = list(csv.reader(io.StringIO(to_csv(FRAME).decode("utf-8-sig"))))
    assert title[0] == "Thử" and heading == lines[0]
    assert len(rows) == len(lines) - 1 == 8
    for row, line in zip(rows, lines[1:], strict=True):
        for cell, expected in zip(row, line, strict=True):
            if expected == "":
                assert cell == "–"
            elif isinstance(cell, float):
                assert cell == float(expected)
            elif isinstance(cell, datetime):
                assert expected == moment(cell)
            elif isinstance(cell, date):
                assert expected == day(cell)
            else:
                known = {"True": "có", "False": ""}
                assert cell == known.get(expected, expected.removeprefix("'"))
    assert [type(cell) for cell in rows[0]] == [
        str,
        date,
        datetime,
        float,
        float,
        float,
        float,
        str,
    ]
    assert [row[0] for row in rows] == list(EVIL)


PARTED = re.compile(r'"(?:[^"]|"")*"|[^",;\t|\r\n]+')  # cells, parted at any sign outside quotes


@pytest.mark.parametrize("sign", [",", ";", "\t", "|", "\n"])
def test_a_spreadsheet_that_parts_a_csv_at_other_signs_too_finds_the_same_cells(sign):
    """LibreOffice parts at ",", ";" and tabs at once: x;=1+1;y was three cells, one a formula."""
    frame = pd.DataFrame({"Ý kiến": [f"x{sign}=1+1{sign}y", "=2"], "=n": [12, 3]})
    assert PARTED.findall(to_csv(frame).decode("utf-8-sig")) == [
        *('"Ý kiến"', '"\'=n"'),
        *(f'"x{sign}=1+1{sign}y"', '"12"'),
        *('"\'=2"', '"3"'),
    ]


def test_an_entry_and_a_template_quote_every_cell_too(tmp_path, monkeypatch):
    monkeypatch.setenv("BOARD_DATA", str(tmp_path))
    path = entry_files.append("tasks", {"title": "x;=1+1;y"}, [], "16528-01", "=2")
    heading, second_line, *_ = path.read_text("utf-8").splitlines()
    assert heading.startswith('"title","recorded_at"')
    assert second_line.startswith('"x;=1+1;y","') and second_line.endswith(
        ',"16528-01","\'=2","",""'
    )
    for line in template("tasks").removeprefix("\ufeff").splitlines():
        assert all(cell.startswith('"') for cell in PARTED.findall(line))


def test_nothing_in_a_workbook_is_a_formula_or_a_link(file):
    with zipfile.ZipFile(io.BytesIO(file)) as book:
        written = "".join(book.read(n).decode() for n in book.namelist() if n.endswith("xml"))
    assert "<f>" not in written and "<hyperlink" not in written


def test_figures_are_shown_as_what_they_are_and_the_headings_stay_in_sight(file):
    assert formats_of(file) == [
        *("General", "dd/mm/yyyy", "dd/mm/yyyy hh:mm", "0"),
        *("0.0%", "#,##0", "#,##0.0##", "General"),
    ]
    with zipfile.ZipFile(io.BytesIO(file)) as book:
        sheet = book.read("xl/worksheets/sheet2.xml").decode()
    assert 'ySplit="3"' in sheet and 'state="frozen"' in sheet


def test_the_first_sheet_says_filters_snapshot_definitions_and_where_it_stands(file, selection):
    first, _ = sheets(file)
    info = {row[0]: row[1] for row in sheets(file)[first] if row[0]}
    assert first == "Thông tin"
    assert info["Trang"] == "Mức độ hài lòng" and info["Nội dung"] == "Thử"
    assert info["Đơn vị"] == "Phường Quảng Thọ"
    assert info["Kỳ"] == "Tháng 6/2025 (01/06/2025–30/06/2025)"
    assert "Hộ tịch" in info["Bộ lọc"]
    assert info["Số liệu đến ngày"] == "30/06/2025"
    assert info["Bản số liệu"] == selection.snapshot.name
    assert info["Danh sách (chọn trên trang)"] == "Đang quá hạn"
    assert info["Số dòng"] == "8"
    measure = MEASURES["rate_due_on_time"]
    assert info[measure.name] == f"{measure.definition} {measure.formula}. {measure.source}."
    address = info["Mở trên Bảng điều hành"]
    assert "/muc-do-hai-long?" in address and "state=overdue" in address
    assert f"snapshot={selection.snapshot.name}" in address and "period=2025-06" in address


def test_a_measure_is_defined_where_a_row_or_the_page_names_it_in_full(selection):
    measure, other = MEASURES["rate_qd766"], MEASURES["share_online"]
    rows = pd.DataFrame({"Chỉ số": [measure.name], "Trực tuyến": ["x"]})
    page = Page("rows", (("Chỉ số", other.name),), ())
    info_keys = {row[0] for row in sheets(to_xlsx(rows, selection, page))["Thông tin"]}
    assert {measure.name, other.name} <= info_keys
    assert info_keys.isdisjoint(m.name for m in MEASURES.values() if m not in (measure, other))


def test_a_file_says_that_it_hides_what_would_give_a_small_group_away(selection):
    frame, page = FRAME.copy(), Page("satisfaction", (), ())
    frame.attrs[WITHHELD] = True
    info = dict(row[:2] for row in sheets(to_xlsx(frame, selection, page))["Thông tin"])
    assert info["Ô không có số"].endswith("thì lộ ra nhóm dưới 5 người.")
    info = dict(row[:2] for row in sheets(to_xlsx(FRAME, selection, page))["Thông tin"])
    assert "Ô không có số" not in info


def test_a_file_is_called_after_its_chart_or_the_heading_above_it_or_its_page(selection):
    for title, section, called in (("A", "B", "A"), ("", "B", "B"), ("", "", "Dữ liệu")):
        page = Page("data_intake", (), (), section)
        made = sheets(to_xlsx(FRAME[:1], selection, page, title))
        assert made["Số liệu"][0][0] == called
        info = dict(row[:2] for row in made["Thông tin"])
        assert info.get("Nội dung", "Dữ liệu") == called


def test_a_download_holds_what_was_selected_on_its_page(data, monkeypatch):
    monkeypatch.setenv("BOARD_DATA", str(data))
    app = session()
    app.query_params["state"] = "overdue"
    app.switch_page("../../pages/open_dossiers.py").run()
    app.text_input(key="search").set_value(" -0001 ").run()
    assert app.session_state["page"] == Page(
        "open_dossiers",
        (("Danh sách", open_dossiers.STATES["overdue"]), (open_dossiers.SEARCH, "-0001")),
        (("state", "overdue"),),
        pages.SECTION["flow"],  # the last heading; each file has that above it
    )
    shown = app.dataframe[0].value
    assert list(shown["dossier_id"]) == ["H56.14-250101-0001"]
    keys = [button.key for button in app.get("download_button")]
    keys.remove("page_tables_xlsx")  # of all of them
    assert keys[:2] == ["xlsx_dang_giai_quyet_overdue", "csv_dang_giai_quyet_overdue"]
    # Whatever can be taken as CSV can be taken as a workbook.
    as_csv, as_xlsx = (
        {key.removeprefix(kind) for key in keys if key.startswith(kind)}
        for kind in ("csv_", "xlsx_")
    )
    assert as_csv == as_xlsx and len(as_csv) * 2 == len(keys)


def test_every_kind_of_column_of_many_rows_is_written_as_what_it_is(selection):
    """More rows than are held at once, with gaps, old days and marks of formulas."""
    days = pd.Series(pd.date_range("1900-01-05", periods=5_003, freq="7D")).mask(
        lambda days: days.index % 10 == 1
    )
    frame = pd.DataFrame(
        {
            "Chữ": [None if n % 7 == 0 else f"={n}" for n in range(5_003)],
            "Ngày": days,
            "Số": pd.Series(range(5_003), dtype=float).mask(lambda of: of % 3 == 0),
            "Lẫn": [n if n % 2 else "hai" for n in range(5_003)],
        }
    )
    made = to_xlsx(frame, selection, Page("satisfaction", (), ()), "Thử")
    rows = sheets(made)["Số liệu"][3:]
    assert len(rows) == 5_003
    for n, (text, when, count, mixed) in enumerate(rows):
        assert text == ("–" if n % 7 == 0 else f"={n}")
        assert when == ("–" if n % 10 == 1 else days[n].date())
        assert count == ("–" if n % 3 == 0 else n)
        assert mixed == (n if n % 2 else "hai")
