"""Reading the province's own Biểu II.06a: xlsx and CSV, with all that stands around the form."""

import io
import time

import pytest
import xlsxwriter

from board.form_06a import upload
from board.form_06a.form import CELLS, form
from board.form_06a.upload import NotAForm, read_form
from board.text import form_06a, form_06a_reconcile
from board.ui.components.downloads import to_csv
from etl.words.workbooks import DAMAGED
from tests.reading_workbooks import table
from tests.test_form_06a import counts
from workbook_file import read_sheets

pytestmark = pytest.mark.usefixtures("workbooks_in_process")

TITLES = [
    ["UBND TỈNH THANH HOÁ"],
    ["TÌNH HÌNH, KẾT QUẢ TIẾP NHẬN, GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH"],
    ["Kỳ báo cáo: Quý II/2025"],
    [],
]
GROUPS = ["STT", "Lĩnh vực", "Số hồ sơ nhận giải quyết", "", "", "",
          "Số hồ sơ đã giải quyết", "", "", "", "Số hồ sơ đang giải quyết", "", ""]  # fmt: skip
PARTS = ["", "", "Tổng số", "Trực tuyến", "Trực tiếp, BCCI", "Từ kỳ trước",
         "Tổng số", "Trước hạn", "Đúng hạn", "Quá hạn",
         "Tổng số", "Trong hạn", "Quá hạn"]  # fmt: skip
NUMBERS = ["(1)", "(2)", "(3)=(4)+(5)+(6)", *(f"({n})" for n in range(4, 14))]
LAND = [1, "Đất đai", 10, 2, 4, 4, 7, 3, 3, 1, 3, 1, 2]
CIVIL = [2, "Hộ tịch", 1240, 1234, 6, 0, 1240, 0, 1240, 0, 0, 0, 0]
TOTAL = ["Tổng cộng", "", 1250, 1236, 10, 4, 1247, 3, 1243, 1, 3, 1, 2]
SIGNED = ["", "", "", "", "", "", "", "NGƯỜI LẬP BIỂU", "", "", "", "THỦ TRƯỞNG", ""]
FORM = [*TITLES, GROUPS, PARTS, NUMBERS, LAND, CIVIL, TOTAL, [], SIGNED]
READ = [["Đất đai", *LAND[2:]], ["Hộ tịch", *CIVIL[2:]], [form_06a.TOTAL, *TOTAL[2:]]]


def xlsx(rows: list[list], merged: tuple = ()) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet("Bìa").write_row(0, 0, ["Báo cáo quý"])
        sheet = book.add_worksheet("II.06a")
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
        for area, text in merged:
            sheet.merge_range(area, text)
    return out.getvalue()


def text(rows: list[list], delimiter: str = ",") -> str:
    return "".join(delimiter.join(f'"{cell}"' for cell in row) + "\r\n" for row in rows)


def read(content: bytes | str) -> list[list]:
    content = content.encode() if isinstance(content, str) else content
    return read_form(content).rows.to_numpy().tolist()


def test_an_xlsx_with_titles_merged_headings_and_signatures_is_read():
    merged = (("C5:F5", GROUPS[2]), ("G5:J5", GROUPS[6]), ("K5:M5", GROUPS[10]))
    assert read(xlsx(FORM, merged)) == READ


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_is_read_in_each_plain_encoding_and_delimiter(encoding, delimiter):
    assert read(text(FORM, delimiter).encode(encoding)) == READ


def test_without_numbers_the_columns_are_known_by_their_headings():
    assert read(text([row for row in FORM if row is not NUMBERS])) == READ


def test_three_rows_of_headings_are_read_too():
    middle = ["", "", "Tổng số", "Trong kỳ", "", "Từ kỳ trước", *PARTS[6:]]
    lowest = ["", "", "", "Trực tuyến", "Trực tiếp", "", *[""] * 7]
    rows = [*TITLES, GROUPS, middle, lowest, LAND, CIVIL, TOTAL]
    assert read(text(rows)) == READ


def test_columns_stand_where_their_numbers_say():
    # A column more at the left and one without a number in the middle.
    moved = [["", *row[:6], "ghi chú", *row[6:]] for row in (NUMBERS, LAND, CIVIL, TOTAL)]
    assert read(text(moved)) == READ


def test_a_form_without_the_first_column_is_read():
    rows = [NUMBERS[1:], LAND[1:], CIVIL[1:], ["Tổng số", *TOTAL[2:]]]
    assert read(text(rows)) == READ


@pytest.mark.parametrize(
    ("written", "count"),
    [("1.234", 1234), ("1,234", 1234), ("1 234", 1234), ("1\u00a0234", 1234), ("1234.0", 1234),
     ("12.345.678", 12345678), ("", 0), ("-", 0), ("–", 0), ("0", 0), ("7", 7)],
)  # fmt: skip
def test_counts_are_read_as_they_are_written_here(written, count):
    row = [1, "Cư trú", written, *[5] * 10]
    assert read(text([NUMBERS, row]))[0] == ["Cư trú", count, *[5] * 10]


@pytest.mark.parametrize("written", ["1.5", "abc", "12%", "-3", "1.23", "0912345678", "9" * 23])
def test_a_cell_that_is_no_count_is_named(written):
    with pytest.raises(NotAForm) as refused:
        read(text([NUMBERS, LAND, [2, "Hộ tịch", 5, 5, written, *[0] * 8]]))
    assert str(refused.value) == form_06a_reconcile.cell_is_no_count("Hộ tịch", "c5", written)


def test_without_a_total_the_fields_are_added_up():
    assert read(text([NUMBERS, LAND, CIVIL])) == READ


def test_a_repeated_header_on_the_next_page_is_no_row():
    rows = [NUMBERS, LAND, GROUPS, PARTS, [str(n) for n in range(1, 14)], CIVIL, TOTAL]
    assert read(text(rows)) == READ


def test_our_own_csv_can_be_read_again():
    form_rows = form(counts((1, "Đất đai", 6, 2, 4, 3, 1, 0, 2, 1, 1)))
    named = form_rows.rename(columns={"c2": form_06a.FIELD_HEADING} | form_06a.CELL_NAMES)
    assert read(to_csv(named)) == form_rows[["c2", *CELLS]].to_numpy().tolist()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            text([["Mã hồ sơ", "Trạng thái"], ["H56", "Đang xử lý"]]),
            form_06a_reconcile.file_is_no_form(),
        ),
        (xlsx([["Mã hồ sơ"], ["H56"]]), form_06a_reconcile.file_is_no_form()),
        ("", form_06a_reconcile.file_is_no_form()),
        (text([NUMBERS, SIGNED]), form_06a_reconcile.file_without_rows()),
        (
            text([NUMBERS, LAND, ["3", "ĐẤT ĐAI", *[0] * 11]]),
            form_06a_reconcile.field_twice("ĐẤT ĐAI"),
        ),
        (b"PK\x03\x04 cut off", DAMAGED),
        (b"%PDF-1.7 \xe2\xe3\xcf\xd3", form_06a_reconcile.file_unreadable()),
        (
            "Lĩnh vực, Hộ tịch".encode("cp1258", "replace") + b"\xd0\xfe",
            form_06a_reconcile.file_unreadable(),
        ),
        (b"\xff\xfea", form_06a_reconcile.file_unreadable()),
        ("a\0b", form_06a_reconcile.file_unreadable()),
    ],
    ids=range(10),
)
def test_a_file_that_is_no_form_gets_one_sentence_that_says_what_to_do(content, sentence):
    with pytest.raises(NotAForm) as refused:
        read(content)
    assert str(refused.value) == sentence
    assert "rồi" in sentence or "Chọn" in sentence


def test_citizens_formulas_stay_text():
    assert read(text([NUMBERS, [1, "=1+1", *LAND[2:]]]))[0][0] == "=1+1"


def readings(monkeypatch) -> list[bytes]:
    """The workbooks that are opened from now on."""
    opened = []
    monkeypatch.setattr(
        upload, "read_sheets", lambda *given: opened.append(given[0]) or read_sheets(*given)
    )
    return opened


def test_a_rerun_of_the_page_reads_no_file_again(monkeypatch):
    opened = readings(monkeypatch)
    form_of_its_own = xlsx([NUMBERS, LAND, [2, "Hộ tịch của tệp này", *CIVIL[2:]], TOTAL])
    first = read(form_of_its_own)
    assert read(form_of_its_own) == first
    of_a_reader = read_form(form_of_its_own).rows
    of_a_reader["c3"] = 0
    assert read(form_of_its_own) == first
    for _ in range(3):
        with pytest.raises(NotAForm, match="bị hỏng"):
            read(b"PK of a page's rerun")
    assert opened == [form_of_its_own, b"PK of a page's rerun"]


def test_what_was_kept_is_read_anew_after_a_while(monkeypatch):
    opened = readings(monkeypatch)
    monkeypatch.setattr(upload, "KEPT_SECONDS", 0)
    for _ in range(2):
        with pytest.raises(NotAForm):
            read(b"PK after a while")
    assert len(opened) == 2


def test_only_some_files_are_kept(monkeypatch):
    monkeypatch.setattr(upload, "_cache", {})
    for number in range(upload.KEPT + 5):
        read(text([NUMBERS, [1, f"Lĩnh vực {number}", *LAND[2:]]]))
    assert len(upload._cache) == upload.KEPT


def test_a_file_larger_than_a_form_can_be_is_refused():
    with pytest.raises(NotAForm) as refused:
        read(b"a" * ((5 << 20) + 1))
    assert str(refused.value) == form_06a_reconcile.file_too_large(5)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: table(20_000, 20), form_06a_reconcile.file_is_no_form()),
        (lambda: b"," * 4_999_999, form_06a_reconcile.file_unreadable()),
        (lambda: b"a\n" * 2_000_000, form_06a_reconcile.file_is_no_form()),
        (lambda: b"a" * 100_000, form_06a_reconcile.file_is_no_form()),
    ],
    ids=["workbook", "columns", "rows", "text"],
)
def test_a_large_file_that_is_no_form_is_refused_soon(make, sentence):
    content = make()
    began = time.process_time()  # of this process, which serves others meanwhile
    with pytest.raises(NotAForm) as refused:
        read(content)
    assert str(refused.value) == sentence
    assert time.process_time() - began < 5


def test_a_form_of_many_rows_is_read():
    rows = [[n, f"Lĩnh vực số {n} của tỉnh", *LAND[2:]] for n in range(5_000)]
    result = read(xlsx([NUMBERS, *rows]))
    assert len(result) == 5_001
    assert result[-1] == [form_06a.TOTAL, *(5_000 * count for count in LAND[2:])]


def test_a_sentence_shows_no_more_of_a_long_cell_than_its_start():
    with pytest.raises(NotAForm) as refused:
        read(xlsx([NUMBERS, [1, "Đất đai" * 1000, "x" * 30_000, *LAND[3:]]]))
    assert len(str(refused.value)) < 350 and "xxx…" in str(refused.value)
