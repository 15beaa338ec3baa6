"""Templates as workbooks: what stands in them, and that every one loads once it is filled in."""

import csv
import io
import re
import zipfile
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from board.ui.components.template_downloads import template_xlsx
from config_file import PROJECT
from etl.contract import contracts
from etl.template import template, workbook_template
from tests.conftest import command
from tests.literal import filled, opened
from tests.registers import LEAST
from tests.snapshots import ask, put, take

pytestmark = pytest.mark.usefixtures("workbooks_in_process")

REFERENCE = PROJECT / "data" / "reference"
ROWS = LEAST | {
    "dossiers": {
        "dossier_id": "H56.14-250602-0001",
        "procedure_code": "1.001190",
        "status_code": "Đã xử lý xong",
        "channel": "Bưu chính công ích",
        "received_at": "02/06/2025 08:30",
        "due_at": "05/06/2025",
        "finished_at": "04/06/2025 16:00",
        "supplement_requests": "1",
    },
    "feedback": {
        "rated_at": "04/06/2025",
        "source": "Máy đánh giá",
        "overall": "Rất hài lòng",
        "dossier_id": "H56.14-250602-0001",
    },
    "pauses": {
        "dossier_id": "H56.14-250602-0001",
        "kind": "Bổ sung",
        "began_at": "03/06/2025",
    },
}
SLICE = ["dossiers", "feedback", "tasks"]
WHERE_NOT_SAID = {"unit_code": "Phường Sầm Sơn"}


def part(book: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(book)).read(name).decode()


def typed_in(source: str, book: bytes, row: dict[str, str]) -> bytes:
    """The workbook with a row below its titles, each cell in the format of its column: days as
    Excel keeps them, numbers as numbers, the rest as text."""
    sheet = part(book, "xl/worksheets/sheet1.xml")
    styles = styles_of(sheet)
    cells = ""
    for place, field in enumerate(contracts()[source].own_fields):
        value = row.get(field["name"], "")
        style = f's="{styles[place]}"'
        if not value:
            continue
        if field["type"] in ("date", "datetime"):
            day, _, clock = value.partition(" ")
            dd, mm, yyyy = map(int, day.split("/"))
            hours, minutes = map(int, (clock or "0:0").split(":"))
            serial = (date(yyyy, mm, dd) - date(1899, 12, 30)).days + (60 * hours + minutes) / 1440
            cells += f'<c r="{column_of(place)}2" {style}><v>{serial!r}</v></c>'
        elif value.isdecimal() and field["type"] != "string":
            cells += f'<c r="{column_of(place)}2" {style}><v>{value}</v></c>'
        else:
            cells += f'<c r="{column_of(place)}2" {style} t="inlineStr"><is><t>{value}</t></is></c>'
    filled_in = sheet.replace("</sheetData>", f'<row r="2">{cells}</row></sheetData>')
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            is_sheet = name == "xl/worksheets/sheet1.xml"
            new.writestr(name, filled_in if is_sheet else old.read(name))
    return made.getvalue()


def styles_of(sheet: str) -> list[str]:
    """The number of each column's format."""
    found = re.findall(r'<col min="(\d+)" max="(\d+)"[^>]*? style="(\d+)"', sheet)
    return [style for first, last, style in found for _ in range(int(first), int(last) + 1)]


def column_of(place: int) -> str:
    return chr(ord("A") + place)


def titles(source: str) -> list[str]:
    return [field["title"] for field in contracts()[source].own_fields]


@pytest.mark.parametrize(
    "sources", [SLICE, pytest.param([*ROWS], marks=pytest.mark.long)], ids=["slice", "whole"]
)
def test_every_source_loads_from_its_workbook_as_it_was_filled_in(tmp_path, sources):
    for source in sources:
        row = ROWS[source]
        book = workbook_template(source, REFERENCE)
        content = typed_in(source, book, WHERE_NOT_SAID | row)
        put(tmp_path, f"{source}_2025-07-31.xlsx", content)
    file_of = {file["source"]: file for file in take(tmp_path)["files"]}
    assert file_of.keys() == set(sources) and ROWS.keys() == contracts().keys()
    for source, file in file_of.items():
        assert (file["rows_read"], file["rows_accepted"], file["dropped_columns"]) == (1, 1, [])
        assert file["not_data"] == {} and file["read_as"].get("left_out", []) in (
            [], ["Danh mục"]
        ), source  # fmt: skip
    ((code, channel, procedure, received, due, finished),) = ask(
        tmp_path,
        "select dossier_id, channel, procedure_code, received_at::varchar, due_at::varchar, "
        "finished_at::varchar from dossiers",
    )
    assert (code, channel, procedure) == ("H56.14-250602-0001", "postal", "1.001190")
    assert received.startswith("2025-06-02 08:30") and finished.startswith("2025-06-04 16:00")
    assert due.startswith("2025-06-05")
    assert ask(tmp_path, "select overall, scale from feedback") == [(3, 3)]


def test_a_workbook_has_the_titles_alone_and_the_explanations_as_notes():
    book = workbook_template("dossiers", REFERENCE)
    data, lists = (
        CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(n).to_python()
        for n in (0, 1)
    )
    assert data == [titles("dossiers")]
    notes = part(book, "xl/comments1.xml")
    for field in contracts()["dossiers"].own_fields:
        assert field["description"].replace("&", "&amp;") in notes
    assert [row[0] for row in lists] == [
        "Danh mục: Đơn vị", "Phường Sầm Sơn", "Phường Nam Sầm Sơn", *[""] * 8
    ]  # fmt: skip
    assert [row[1] for row in lists][:4] == [
        "Danh mục: Kênh thực hiện", "Trực tiếp", "Trực tuyến", "Bưu chính công ích"
    ]  # fmt: skip
    assert [row[2] for row in lists][0::10] == ["Danh mục: Trạng thái", "Đã trả kết quả"]
    sheet = part(book, "xl/worksheets/sheet1.xml")
    assert re.findall(r'sqref="(\w)2:\1\d+"><formula1>([^<]+)<', sheet) == [
        ("B", "'Danh mục'!$A$2:$A$3"),
        ("F", "'Danh mục'!$B$2:$B$4"),
        ("G", "'Danh mục'!$C$2:$C$11"),
    ]


def test_words_to_choose_are_words_and_never_the_numbers_of_a_system():
    for source, contract in contracts().items():
        book = CalamineWorkbook.from_filelike(io.BytesIO(workbook_template(source, REFERENCE)))
        if len(book.sheet_names) == 1:
            assert not any(field.get("values") for field in contract.own_fields), source
            continue
        for row in book.get_sheet_by_index(1).to_python():
            assert all(cell == "" or re.search(r"[^\W\d]", cell) for cell in row), (source, row)


def test_codes_are_text_and_days_show_the_day_first():
    book = workbook_template("letters", REFERENCE)
    sheet, styles = part(book, "xl/worksheets/sheet1.xml"), part(book, "xl/styles.xml")
    formats = re.findall(
        r'<xf numFmtId="(\d+)"', styles[styles.index("<cellXfs") : styles.index("</cellXfs")]
    )
    own = dict(re.findall(r'<numFmt numFmtId="(\d+)" formatCode="([^"]+)"', styles))
    names = [field["name"] for field in contracts()["letters"].own_fields]
    shown = {
        name: own.get(formats[int(style)], formats[int(style)])
        for name, style in zip(names, styles_of(sheet), strict=True)
    }
    assert {shown[name] for name in ("letter_id", "dossier_id", "unit_code")} == {"49"}  # text
    assert {shown[name] for name in names if name.endswith("_on")} == {"dd/mm/yyyy"}


def test_the_page_gives_the_workbook_of_the_command(tmp_path):
    snapshot = opened(filled(tmp_path, {"2025-06-30": "id | status | received\n1 | 4 | 02/06"}))
    for source in contracts():
        ours, theirs = workbook_template(source, REFERENCE), template_xlsx(source, snapshot)
        names = zipfile.ZipFile(io.BytesIO(ours)).namelist()
        assert zipfile.ZipFile(io.BytesIO(theirs)).namelist() == names
        for name in names:
            if name != "docProps/core.xml":  # when it was made
                assert part(theirs, name) == part(ours, name), (source, name)


def test_two_units_of_one_name_are_chosen_by_their_codes(tmp_path):
    (tmp_path / "units.csv").write_text(
        "code,name,kind,parent,valid_from,valid_to,successor,note\n"
        "38,Thanh Hoá,tỉnh,,,,,\n44,Quảng Trị,tỉnh,,,,,\n"
        "1,Quảng Thọ,xã,38,,,,\n2,Quảng Thọ,xã,44,,,,\n3,Sầm Sơn,phường,38,,,,\n"
        "4,Cũ,phường,38,,2025-06-30,3,\n",
        "utf-8",
    )
    book = workbook_template("pledges", tmp_path)
    lists = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(1).to_python()
    assert [str(row[0]) for row in lists] == ["Danh mục: Đơn vị", "1", "2", "Phường Sầm Sơn"]


@pytest.mark.parametrize("name", ["mau.xlsx", "mau.CSV"])
def test_the_command_writes_what_the_ending_says(tmp_path, name):
    done = command("etl", "template", "dossiers", "--out", str(tmp_path / name), data=tmp_path)
    assert done.stdout == f"Đã ghi tệp mẫu vào {tmp_path / name}.\n"
    content = (tmp_path / name).read_bytes()
    if name == "mau.CSV":
        assert content.startswith(b"\xef\xbb\xbf") and content.decode() == template("dossiers")
        assert next(csv.reader(content.decode("utf-8-sig").splitlines())) == titles("dossiers")
    else:
        assert content.startswith(b"PK")


def test_another_ending_is_refused_and_nothing_is_written(tmp_path):
    done = command("etl", "template", "dossiers", "--out", str(tmp_path / "mau.pdf"), data=tmp_path)
    assert (done.returncode, done.stderr) == (
        1,
        "Tệp mẫu chỉ ghi dạng .xlsx hoặc .csv, không ghi được mau.pdf: đổi đuôi tệp.\n",
    )
    assert not (tmp_path / "mau.pdf").exists()
