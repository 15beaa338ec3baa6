"""Papers as files: opened again by another library, and checked value by value."""

import io
import re
import shutil
import zipfile
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from board.__main__ import main
from board.form_06a.form import CELLS, form_of
from board.form_06a.upload import read_form
from board.papers import PAPERS
from board.papers.archive.sent import opened_by
from board.papers.office.sheet import Sheet
from board.papers.office.workbook import workbook
from board.papers.paper import address_of, code_of
from board.selection.filters import Filters
from board.selection.periods import parse, spanning
from board.selection.selection import selection_of
from board.text import committee_pack
from board.text.papers import file_name
from tests.literal import filled, opened

QUANG_THO = "16528@2018-01-01"
DOSSIERS = """
id | field    | status | received | due   | finished | channel
1  | Hộ tịch  | 9      | 02/06    | 05/06 | 04/06    | Trực tuyến
2  | Hộ tịch  | 9      | 02/06    | 05/06 | 06/06    | Trực tiếp
3  | Đất đai  | 4      | 20/05    | 05/06 |          | Trực tiếp
4  | =1+1     | 4      | 03/06    | 30/07 |          | Trực tiếp
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return filled(tmp_path_factory.mktemp("papers"), {"2025-06-30": DOSSIERS})


@pytest.fixture(scope="module")
def selection(data):
    june = spanning(date(2025, 6, 1), date(2025, 6, 30))
    return selection_of(opened(data), Filters(unit=QUANG_THO), june)


@pytest.fixture(scope="module")
def form_file(selection):
    return PAPERS["form06a"].make(".xlsx", selection)


def formulas(content: bytes) -> dict[str, str]:
    """Cell → formula of the first sheet, as the file holds them."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    return dict(re.findall(r'<c r="([A-Z]+\d+)"[^>]*><f>([^<]+)</f>', sheet))


def test_the_form_reads_back_as_the_form_that_the_page_shows(form_file, selection):
    rows = read_form(form_file).rows
    shown = form_of(selection.snapshot, selection.filters, selection.period)
    assert rows.to_dict("records") == shown.to_dict("records")
    # Worked out by hand: two settled, one before and one after its date; one from before June.
    assert [int(rows.iloc[-1][cell]) for cell in CELLS] == [4, 1, 2, 1, 2, 1, 0, 1, 2, 1, 1]


def test_the_forms_sums_are_formulas_across_and_down(form_file):
    held = formulas(form_file)
    assert [held[cell] for cell in ("C9", "G9", "K9")] == ["D9+E9+F9", "H9+I9+J9", "L9+M9"]
    assert held["C12"] == "SUM(C9:C11)" and held["M12"] == "SUM(M9:M11)"
    assert len(held) == 3 * 3 + 11  # three fields with three sums each, and the total


def test_a_field_that_looks_like_a_formula_stays_text(form_file):
    rows = CalamineWorkbook.from_filelike(io.BytesIO(form_file)).get_sheet_by_index(0).to_python()
    assert "=1+1" in [row[1] for row in rows]
    assert "1+1" not in formulas(form_file).values()


def test_a_form_names_its_snapshot_filters_data_date_and_address(form_file, selection):
    book = CalamineWorkbook.from_filelike(io.BytesIO(form_file))
    info = dict(row[:2] for row in book.get_sheet_by_name("Thông tin").to_python() if row[1])
    assert info["Bản số liệu"] == selection.snapshot.name
    assert info["Số liệu đến ngày"] == "30/06/2025"
    assert info["Kỳ"] == "Tháng 6/2025 (01/06/2025–30/06/2025)"
    assert info["Mã tài liệu"] == code_of("form06a", selection)
    assert info["Mở trên Bảng điều hành"] == address_of(selection, "form_06a")
    assert f"snapshot={selection.snapshot.name}" in info["Mở trên Bảng điều hành"]


def test_the_form_holds_no_line_about_its_snapshot(form_file, selection):
    rows = CalamineWorkbook.from_filelike(io.BytesIO(form_file)).get_sheet_by_index(0).to_python()
    cells = " ".join(str(cell) for row in rows for cell in row)
    assert "Đơn vị báo cáo: Phường Quảng Thọ" in cells
    assert selection.snapshot.name not in cells and "Lập từ" not in cells


@pytest.mark.parametrize(
    ("unit", "on", "body"),
    [
        (QUANG_THO, date(2025, 6, 30), "Ủy ban nhân dân thành phố Sầm Sơn"),
        # The ward ended on 30/06/2025: what it files later goes to whom it went on that day.
        (QUANG_THO, date(2025, 7, 10), "Ủy ban nhân dân thành phố Sầm Sơn"),
        (None, date(2025, 7, 1), "Ủy ban nhân dân tỉnh Thanh Hóa"),
        (QUANG_THO, date(2017, 12, 31), "………………………"),
    ],
)
def test_the_form_names_who_reports_and_who_receives_it_on_its_day(unit, on, body, selection):
    made = selection_of(selection.snapshot, Filters(unit=unit), selection.period)
    made = replace(made, data_date=on)
    book = CalamineWorkbook.from_filelike(io.BytesIO(PAPERS["form06a"].make(".xlsx", made)))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0][7] == f"Đơn vị báo cáo: {made.unit_name}"
    assert rows[1][7] == f"Đơn vị nhận báo cáo: {body}"


def test_a_paper_is_saved_under_a_vietnamese_name_without_marks(selection):
    assert file_name("report-upward", selection, ".docx") == "bao-cao_quang-tho_2025-06.docx"
    of_all = selection_of(selection.snapshot, Filters(), parse("2025-q2"))
    assert file_name("form06a", of_all, ".xlsx") == "bieu-ii06a_tat-ca-don-vi_2025-q2.xlsx"
    assert {file_name(name, of_all, "") for name in PAPERS} == {
        f"{name}_tat-ca-don-vi_2025-q2"
        for name in ("trinh-chieu", "phieu-tuan", "bao-cao", "bieu-ii06a", "thu", "so-lieu")
    }


def test_a_list_prints_on_a4_and_its_rows_are_as_high_as_their_text(selection):
    rows = pd.DataFrame(
        {
            "Thủ tục": ["Đăng ký đất đai, tài sản gắn liền với đất " * 2, "Khai sinh"],
            "Quá hạn (ngày làm việc)": [380, 2],
        }
    )
    content = workbook("form06a", selection, "form_06a", [Sheet("A", "Danh sách", rows)], ())
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        about, sheet = (book.read(f"xl/worksheets/sheet{n}.xml").decode() for n in (1, 2))
    heights = dict(re.findall(r'<row r="(\d+)"[^>]* ht="([\d.]+)"', sheet))
    # In points: a heading of 23 bold letters by 17, 84 letters by some 60 a line, and one line.
    assert [heights[row] for row in ("3", "4", "5")] == ["32.25", "32.25", "15.75"]
    assert 'paperSize="9" fitToHeight="0" orientation="landscape"' in sheet
    assert 'paperSize="9" fitToHeight="0"' in about


def test_the_same_snapshot_gives_the_same_paper(form_file, selection):
    assert PAPERS["form06a"].make(".xlsx", selection) == form_file


def command(data, monkeypatch, *arguments) -> int:
    monkeypatch.setenv("BOARD_DATA", str(data))
    return main(["paper", *arguments, "--from", "2025-06-01", "--to", "2025-06-30"])


def test_the_command_writes_the_paper_of_a_unit(
    data, selection, monkeypatch, tmp_path, form_file, capsys
):
    out = tmp_path / "bieu.xlsx"
    assert command(data, monkeypatch, "form06a", "--unit", "16528", "--out", str(out)) == 0
    assert out.read_bytes() == form_file
    assert str(out) in capsys.readouterr().out
    name, url = opened_by(data / "papers", code_of("form06a", selection))  # the code opens it too
    assert (name, url["unit"], url["period"]) == ("form06a", QUANG_THO, "2025-06")


def test_in_a_folder_the_command_names_the_paper_as_the_page_does(
    data, monkeypatch, tmp_path, form_file
):
    assert command(data, monkeypatch, "form06a", "--unit", "16528", "--out", str(tmp_path)) == 0
    assert (tmp_path / "bieu-ii06a_quang-tho_2025-06.xlsx").read_bytes() == form_file
    monkeypatch.chdir(tmp_path)
    assert command(data, monkeypatch, "whole-board", "--unit", "16528") == 0
    assert (tmp_path / "so-lieu_quang-tho_2025-06.xlsx").exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--unit", ""), "Không có đơn vị mã “”"),
        (("--from", "0001-01-01"), "nằm ngoài các năm tính được, từ 1900 đến 2099."),
        (("--from", "01/06/2025"), "Ngày “01/06/2025” không đọc được"),
        (("--from", "2025-07-01"), "đứng trước ngày đầu kỳ"),
    ],
)
def test_what_was_asked_wrongly_gets_one_sentence(
    arguments, sentence, data, monkeypatch, tmp_path, capsys
):
    monkeypatch.setenv("BOARD_DATA", str(data))
    asked = ("--from", "2025-06-01", "--to", "2025-06-30", "--out", str(tmp_path / "b.xlsx"))
    assert main(["paper", "form06a", *asked, *arguments]) == 1
    printed = capsys.readouterr().err
    assert sentence in printed and printed.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_a_paper_whose_code_cannot_be_kept_says_so(data, monkeypatch, tmp_path, capsys):
    other = shutil.copytree(data, tmp_path / "data", ignore=shutil.ignore_patterns("papers"))
    (other / "papers").write_text("a file where the folder should be")
    out = tmp_path / "bieu.xlsx"
    assert command(other, monkeypatch, "form06a", "--out", str(out)) == 1
    assert "không ghi được mã của tài liệu vào" in capsys.readouterr().err
    assert out.exists()


@pytest.mark.parametrize(
    ("name", "out", "sentence"),
    [
        ("bieu", "bieu.xlsx", "Không có tài liệu “bieu”."),
        ("form06a", "bieu.pdf", "Biểu II.06a không làm được thành tệp “.pdf”."),
        ("form06a", "bieu", "Biểu II.06a không làm được thành tệp không có đuôi."),
        ("form06a", "khong/co/bieu.xlsx", "bieu.xlsx: không có ở đó."),
    ],
)
def test_what_cannot_be_made_gets_one_sentence(
    name, out, sentence, data, monkeypatch, tmp_path, capsys
):
    assert command(data, monkeypatch, name, "--out", str(tmp_path / out)) == 1
    assert sentence in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_week_with_its_days_beside_it_names_them_once(selection):
    week = replace(selection, period=spanning(date(2025, 6, 23), date(2025, 6, 29)), compared=None)
    period = dict(committee_pack.cover_lines(week))["Kỳ"]
    assert period == "Tuần 26/2025 (23/06/2025–29/06/2025)"
