"""One table through every kind of file and every encoding, and what is refused by its name."""

import bz2
import gzip
import io
import lzma
import time
import zipfile
from dataclasses import replace

import pytest

from board.runtime.settings import WORKBOOK
from etl.read import layout
from etl.read.syllables import TCVN3
from etl.words import Refusal
from tests.conftest import command, slice_of
from tests.files import HEADER, KINDS, ROWS, TABLE, csv_text, html_table, xlsx, zipped
from tests.snapshots import ask, put, take, take_alone
from tests.workbooks import cells, locked_xlsx, ods
from tests.workbooks import xlsx as raw_xlsx

pytestmark = pytest.mark.usefixtures("workbooks_in_process")

KEPT = [[row[place] for place in (0, 2, 3, 4, 5, 6, 7)] for row in ROWS]


def refusal(folder, content: bytes, name: str = "tep_2025-06-30.csv") -> str:
    with pytest.raises(Refusal) as refused:
        take_alone(folder, put(folder, name, content))
    return str(refused.value)


# An ending says nothing: a few kinds show it.
UNDER_ANOTHER_ENDING = [kind for kind in KINDS if "UTF-8" not in kind]
CROSS = [
    *((kind, "hoso_2025-06-30.csv") for kind in KINDS),
    *((kind, "hoso_2025-06-30.xls") for kind in UNDER_ANOTHER_ENDING),
]
OF_XLS_IN_SHORT = ("semicolons", "xlsx", "HTML", "zip with a CSV")
SHORT = [(kind, name) for kind, name in CROSS if name.endswith(".csv") or kind in OF_XLS_IN_SHORT]


@pytest.mark.parametrize("written", slice_of(CROSS, *SHORT), ids=map("-".join, CROSS))
def test_one_table_through_every_kind_of_file_gives_the_same_rows(tmp_path, written):
    kind, name = written
    staged, rows = take_alone(tmp_path, put(tmp_path, name, KINDS[kind]()))
    assert [list(row[1:]) for row in rows] == KEPT
    first = 3 if kind == "sep=" else 2
    assert [row[0] for row in rows] == [first, first + 1]
    assert (staged.rows_read, staged.rows_found, staged.faults, staged.not_data) == (2, 2, [], {})
    assert staged.dropped_columns == ["Họ tên người nộp"]


def test_cells_of_a_workbook_say_what_the_sheet_does(tmp_path):
    rows = [
        ["Mã hồ sơ", "Mã TTHC", "Trạng thái", "Ngày tiếp nhận", "Ngày hẹn trả", "Số ngày tạm dừng"],
        [250602000100001, "1.001190", 4, "02/06/2025 08:00", "", 1.5],
    ]
    content = xlsx({"Sheet1": rows})
    _, found = take_alone(tmp_path, put(tmp_path, "hoso_2025-06-30.xlsx", content))
    assert found == [(2, "250602000100001", "1.001190", "4", "02/06/2025 08:00", None, "1.5")]


def test_a_day_in_a_workbook_is_that_day_to_the_second(tmp_path):
    row = '<c r="{0}{1}" t="inlineStr"><is><t>{2}</t></is></c>'
    heads = ["Mã hồ sơ", "Trạng thái", "Ngày tiếp nhận", "Ngày hẹn trả"]
    first = "".join(row.format("ABCD"[n], 1, title) for n, title in enumerate(heads))
    # 45810.379861111111 is 02/06/2025 09:07 but for a fraction of a second.
    second = row.format("A", 2, "H56-1") + row.format("B", 2, "4")
    second += '<c r="C2" s="1"><v>45810.379861111111</v></c><c r="D2" s="1"><v>45810</v></c>'
    styles = (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>'
    )
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId3" Type="{relations}/styles" Target="styles.xml"/></Relationships>'
    )
    content = raw_xlsx(
        f'<row r="1">{first}</row><row r="2">{second}</row>',
        more={"xl/styles.xml": styles, "xl/_rels/workbook.xml.rels": rels},
    )
    _, found = take_alone(tmp_path, put(tmp_path, "hoso_2025-06-30.xlsx", content))
    assert found == [(2, "H56-1", "4", "2025-06-02 09:07:00", "2025-06-02")]


def test_of_several_sheets_those_that_fit_are_read_and_the_others_named(tmp_path):
    moved = [[row[n] for n in (7, 6, 5, 4, 3, 2, 1, 0)] for row in TABLE]
    moved[1] = [cell.replace("0001", "0003") for cell in moved[1]]
    sheets = {
        "Bìa": [["Báo cáo tháng 6"]],
        "Tháng 5": TABLE,
        "Tháng 6": moved,
        "Tổng hợp": [["Lĩnh vực", "Số lượng"], ["Hộ tịch", 2]],
    }
    content = xlsx(sheets, hidden=("Tháng 6",))
    staged, rows = take_alone(tmp_path, put(tmp_path, "hoso_2025-06-30.xlsx", content))
    assert [row[1] for row in rows] == [
        "H56.14-250602-0001", "H56.14-250603-0002", "H56.14-250602-0003", "H56.14-250603-0002"
    ]  # fmt: skip
    assert {row[7] for row in rows} == {"TDP 1", "Khu phố Thuỷ Lợi"}
    assert staged.read_as == {
        "left_out": ["Bìa", "Tổng hợp"],
        "hidden": ["Tháng 6"],
        "sheets": ["Tháng 5", "Tháng 6"],
    }


def test_a_sheet_that_lacks_a_column_which_need_not_stand_there_is_read_too(tmp_path):
    place = TABLE[0].index("Tổ dân phố")
    fewer = [[cell for n, cell in enumerate(row) if n != place] for row in TABLE]
    fewer[1] = [cell.replace("0001", "0003") for cell in fewer[1]]
    other = [["Mã hồ sơ", "Ngày tiếp nhận"], ["H56.14-250605-0009", "05/06/2025"]]
    content = xlsx({"Tháng 5": TABLE, "Tháng 6": fewer, "Tháng 7": other})
    staged, rows = take_alone(tmp_path, put(tmp_path, "hoso_2025-06-30.xlsx", content))
    assert [(row[1], row[7]) for row in rows] == [
        ("H56.14-250602-0001", "TDP 1"), ("H56.14-250603-0002", "Khu phố Thuỷ Lợi"),
        ("H56.14-250602-0003", None), ("H56.14-250603-0002", None),
    ]  # fmt: skip
    assert staged.read_as == {"left_out": ["Tháng 7"], "sheets": ["Tháng 5", "Tháng 6"]}


def test_a_cell_that_spans_rows_stands_in_each_of_them(tmp_path):
    text = (
        "<table><tr><th>Mã hồ sơ<th>Lĩnh vực<th>Trạng thái<th>Ngày tiếp nhận<th>Ngày hẹn trả</tr>"
        "<tr><td>H56-1</td><td rowspan=2>Hộ tịch</td><td>4</td><td>02/06/2025</td><td></td></tr>"
        "<tr><td>H56-2</td><td>4</td><td colspan=2>03/06/2025</td></tr></table>"
    )
    _, rows = take_alone(tmp_path, put(tmp_path, "hoso_2025-06-30.xls", text))
    assert [row[1:] for row in rows] == [
        ("H56-1", "Hộ tịch", "4", "02/06/2025", None),
        ("H56-2", "Hộ tịch", "4", "03/06/2025", None),
    ]


def test_a_page_of_nothing_but_spans_takes_no_memory(tmp_path):
    bomb = "<table>" + ("<tr>" + "<td colspan=16000 rowspan=16000>x</td>" * 2000 + "</tr>") * 3
    assert "trải rộng hơn" in refusal(tmp_path, bomb.encode())


def _tcvn3(text: str) -> str:
    by_letter = {letter: sign for sign, letter in TCVN3.items()}
    return "".join(by_letter.get(c, c) for c in text)


TWICE = csv_text().encode().decode("latin-1")
# Typed by a person, in the letters that each font has on a Western machine.
VNI_ROW = "H56.14-250602-0001,Ñaêng kyù khai sinh,4,02/06/2025,05/06/2025,Toå daân phoá 1\r\n"
VIQR_ROW = "H56.14-250602-0001,DDa(ng ky' khai sinh,4,2/6/2025,5/6/2025,to^? so^' 1\r\n"
HEAD = "Mã hồ sơ,Tên TTHC,Trạng thái,Ngày tiếp nhận,Ngày hẹn trả,Tổ dân phố\r\n"
OLD = {
    "TCVN3 as its bytes": (_tcvn3(csv_text()).encode("cp1252"), "phông TCVN3 (ABC)"),
    "TCVN3 through a spreadsheet": (_tcvn3(csv_text()).encode("utf-8-sig"), "phông TCVN3 (ABC)"),
    "TCVN3 under Unicode headings": (
        (csv_text([HEADER]) + _tcvn3(csv_text(ROWS))).encode(), "phông TCVN3 (ABC)"
    ),
    "VNI in the cells": ((HEAD + VNI_ROW * 3).encode(), "phông VNI"),
    "one word again and again": (
        (HEAD + "H-1,§¨ng ký khai sinh,4,02/06/2025,05/06/2025,Tổ 1\r\n" * 3).encode(),
        "phông TCVN3 (ABC)",
    ),
    "VNI as its bytes": (
        "Maõ hoà sô,Traïng thaùi,Ngaøy tieáp nhaän,Heïn traû\r\n".encode("cp1252"), "phông VNI"
    ),
    "VNI headings": (
        "Maõ hoà sô,Traïng thaùi,Ngaøy tieáp nhaän,Ngaøy heïn traû\r\n1,4,2/6/2025,\r\n".encode(),
        "phông VNI",
    ),
    "VIQR in the cells": ((HEAD + VIQR_ROW).encode(), "kiểu gõ VIQR"),
    "VIQR headings": (
        b"Ma~ ho^` so+,Tra.ng tha'i,Nga`y tie^'p nha^.n,Nga`y he.n tra?\r\n1,4,2/6/2025,\r\n",
        "kiểu gõ VIQR",
    ),
    "encoded twice": (TWICE.encode(), "mã hoá hai lần"),
    "in a workbook": (
        xlsx({"Sheet1": [HEADER, *([_tcvn3(cell) for cell in row] for row in ROWS)]}),
        "phông TCVN3 (ABC)",
    ),
    "in a page": (html_table([[_tcvn3(c) for c in row] for row in TABLE]).encode(), "TCVN3"),
    "a lost letter": (csv_text().replace("Thuỷ", "Thu\ufffd").encode(), "ở dòng 3"),
    "a control sign": (csv_text().replace("Thuỷ", "Thu\x92").encode(), "ở dòng 3"),
}  # fmt: skip


@pytest.mark.parametrize("case", OLD)
def test_letters_that_are_no_unicode_are_refused_by_their_name(tmp_path, case):
    content, sentence = OLD[case]
    assert sentence in refusal(tmp_path, content)


INNOCENT = "Müller, café, naïve, Zürich, m², 30°C, “tốt”, ½, © 2025, Đắk Lắk, Ê-đê, Ðức, a^b, 2^10"


def test_foreign_words_and_signs_are_no_old_letters(tmp_path):
    text = csv_text([HEADER, *([*row[:7], INNOCENT] for row in ROWS * 4)])
    _, rows = take_alone(tmp_path, put(tmp_path, "hoso_2025-06-30.csv", text))
    assert {row[7] for row in rows} == {INNOCENT.replace("Ð", "Đ")}


def test_one_wrong_byte_names_its_line_however_far_it_is(tmp_path):
    lines = csv_text([HEADER]) + csv_text(ROWS) * 8000
    at = len(lines.encode()) - 300
    content = bytearray(lines.encode())
    line = content.count(b"\n", 0, at) + 1
    content[at] = 0xFF
    message = refusal(tmp_path, bytes(content))
    assert f"sai bảng mã ở dòng {line}," in message


def _7z() -> bytes:
    return b"7z\xbc\xaf\x27\x1c" + b"\0" * 50


NAMED = {
    "gz": (gzip.compress(csv_text().encode()), "tệp nén gz, không nạp được: giải nén"),
    "bz2": (bz2.compress(csv_text().encode()), "tệp nén bz2"),
    "xz": (lzma.compress(csv_text().encode()), "tệp nén xz"),
    "7z": (_7z(), "tệp nén 7z"),
    "rar": (b"Rar!\x1a\x07\x01\0", "tệp nén rar"),
    "PDF": (b"%PDF-1.7\n", "tệp PDF"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "tệp ảnh"),
    "Word": (zipped({"word/document.xml": b"<d/>"}), "tệp Word"),
    "RTF": (b"{\\rtf1", "tệp văn bản RTF"),
    "XML 2003": (
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "tệp Excel dạng XML 2003",
    ),
    "a page without a table": (b"<html><body><p>x</p></body></html>", "không có bảng số liệu"),
    "a zip of two": (zipped({"a.csv": b"1", "Nguyen Van An.csv": b"2"}), "chứa 2 tệp (a.csv, "),
    "an empty zip": (zipped({}), "tệp nén trống"),
    "a zip in a zip": (zipped({"a.zip": zipped({"a.csv": b"1"})}), "tệp nén"),
    "a password": (locked_xlsx(), "Tệp tep_2025-06-30.csv đặt mật khẩu"),
    "an ods with a password": (ods("", "<m><encryption-data/></m>"), "đặt mật khẩu"),
    "a workbook cut short": (xlsx({"a": TABLE})[:-30], "bị hỏng"),
    "a workbook of one cell": (raw_xlsx(cells("A1")), "không rõ là số liệu gì"),
    "zeros": (b"\0" * 4000, "tệp nhị phân"),
}


@pytest.mark.parametrize("case", NAMED)
def test_what_holds_no_table_is_named_in_one_sentence(tmp_path, case):
    content, expected = NAMED[case]
    sentence = refusal(tmp_path, content)
    assert expected in sentence and sentence.startswith("Tệp tep_2025-06-30.csv")
    assert "Nguyen Van An" not in sentence


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a.csv", b"0" * (3 << 20))
    path = put(tmp_path, "bom.zip", held.getvalue())
    with pytest.raises(Refusal, match="bung ra lớn hơn 1 MB"):
        layout(path, limits=replace(WORKBOOK, unpacked_mb=1))


def test_the_inbox_takes_every_kind_and_names_what_it_cannot_take(tmp_path):
    put(tmp_path, "hoso_2025-06-30.xlsx", xlsx({"Sheet1": TABLE}))
    put(tmp_path, "anh.png", b"\x89PNG\r\n\x1a\n")
    for passed_over in ("~$hoso_2025-06-30.xlsx", ".~lock.hoso.ods#", "Thumbs.db", "a.crdownload"):
        put(tmp_path, passed_over, b"\x01\x02")
    done = command("etl", "load", data=tmp_path)
    assert done.returncode == 3
    assert "hoso_2025-06-30.xlsx: đọc 2 dòng, nhận 2, loại 0, trùng 0." in done.stdout
    assert [line for line in done.stderr.splitlines() if line.startswith("Tệp")] == [
        "Tệp anh.png là tệp ảnh, không nạp được; cần CSV, xlsx, xls, ods, bảng HTML hoặc zip chứa "
        "một tệp như thế: mở bằng Excel, chọn Lưu thành, kiểu “CSV UTF-8” hoặc xlsx, rồi nạp tệp "
        "mới."
    ]


def test_hidden_rows_are_read_and_counted(tmp_path):
    row = '<c r="{0}{1}" t="inlineStr"><is><t>{2}</t></is></c>'
    lines = [
        ["Mã hồ sơ", "Trạng thái", "Ngày tiếp nhận", "Ngày hẹn trả"],
        ["H56-1", "4", "02/06/2025", "-"],
        ["H56-2", "4", "03/06/2025", "-"],
        ["H56-3", "4", "04/06/2025", "-"],
    ]
    text = "".join(
        f'<row r="{n}"{" hidden=" + chr(34) + "1" + chr(34) if n in (2, 4) else ""}>'
        + "".join(row.format("ABCD"[column], n, cell) for column, cell in enumerate(cells))
        + "</row>"
        for n, cells in enumerate(lines, 1)
    )
    staged, rows = take_alone(tmp_path, put(tmp_path, "hoso_2025-06-30.xlsx", raw_xlsx(text)))
    assert [row[1] for row in rows] == ["H56-1", "H56-2", "H56-3"]
    assert staged.read_as == {"hidden_rows": 2}


def test_a_code_that_a_spreadsheet_made_a_number_keeps_its_zeros(tmp_path):
    rows = [
        ["Mã hồ sơ", "Đơn vị", "Mã TTHC", "Trạng thái", "Ngày tiếp nhận", "Ngày hẹn trả"],
        ["H56.14-250602-0001", 16528, 1.00119, 4, "02/06/2025", ""],
    ]
    put(tmp_path, "hoso_2025-06-30.xlsx", xlsx({"Sheet1": rows}))
    take(tmp_path)
    assert ask(tmp_path, "select unit_code, procedure_code from dossiers") == [
        ("16528", "1.001190")
    ]


@pytest.mark.long
def test_a_text_of_20_000_columns_is_read_or_refused_soon(tmp_path):
    head = [*HEADER, *(f"Cột {n}" for n in range(20_000))]
    began = time.process_time()
    path = put(tmp_path, "hoso_2025-06-30.csv", csv_text([head, [*ROWS[0], *["x"] * 20_000]]))
    try:
        assert [row[1] for row in take_alone(tmp_path, path)[1]] == ["H56.14-250602-0001"]
    except Refusal as refused:
        assert str(refused).endswith(".")
    assert time.process_time() - began < 20
