"""Rows that are no data and rows that stand twice, as a preview shows them: by line and reason, and
with what names nobody."""

import json

import pytest

from board.text import dropped_files
from etl.answers import Answers
from etl.preview import preview
from etl.profile import Profile
from etl.words import preview as text
from tests.files import xlsx
from tests.snapshots import PAUSE, csv_of, put, settings
from tests.test_personal_data import CANARIES

pytestmark = pytest.mark.usefixtures("workbooks_in_process")

HEAD = ["STT", "Mã hồ sơ", "Họ tên", "Đơn vị", "Trạng thái", "Ngày tiếp nhận", "Ngày hẹn trả"]


def row(number: int, code: str) -> list[str]:
    return [str(number), code, "Trần Thị B", "16528", "Đang xử lý", "02/06/2025", ""]


# One row a line, from line 1 on.
BOOK = [
    ["UBND PHƯỜNG QUẢNG THỌ"],
    HEAD,
    ["1", "2", "3", "4", "5", "6", "7=5+6"],
    ["I. Lĩnh vực: Hộ tịch"],
    row(1, "H56.14-250602-0001"),
    row(2, "H56.14-250602-0002"),
    row(2, "H56.14-250602-0002"),
    [""],
    HEAD,
    ["II. Thủ tục: Khai sinh cho cháu Lò Thị Bống"],
    row(3, "H56.14-250602-0003"),
    row(3, "H56.14-250602-0003"),
    [""],
    [""],
    [""],
    row(4, "H56.14-250602-0004"),
    ["Tổng cộng", "4", "31", "", "", "", ""],
    ["", "", "", "", "", "Người lập biểu", ""],
    ["", "", "", "", "", "Lò Thị Páo", ""],
]


def looked(data, name: str, content: str | bytes) -> dict:
    result = preview(settings(data), put(data, name, content), Profile(), Answers(), None)
    return json.loads(json.dumps(result, ensure_ascii=False))


@pytest.fixture(scope="module")
def book_preview(tmp_path_factory) -> dict:
    """What a preview says of the book."""
    return looked(tmp_path_factory.mktemp("book"), "hoso_2025-06-30.xlsx", xlsx({"Sổ": BOOK}))


def kinds(result: dict) -> dict[str, tuple[int, list[tuple[int, str]]]]:
    return {
        kind["sentence"]: (kind["rows"], [(line["line"], line["text"]) for line in kind["lines"]])
        for kind in result["not_data"]
    }


def test_each_kind_of_row_that_is_no_data_has_up_to_three_lines(book_preview):
    assert kinds(book_preview) == {
        "dòng đánh số cột": (1, [(3, "1 · 2 · 3 · 4 · 5 · 6 · 7")]),
        "dòng nhóm": (2, [(4, "Lĩnh vực: Hộ tịch"), (10, "")]),
        "dòng trống": (4, [(8, ""), (13, ""), (14, "")]),
        "tiêu đề lặp lại": (1, [(9, "STT · Mã hồ sơ · Họ tên · Đơn vị · Trạn…")]),
        "dòng tổng cộng": (1, [(17, "Tổng cộng · 4")]),
        "dòng chữ ký, ghi chú": (2, [(18, ""), (19, "")]),
    }
    assert book_preview["counts"]["not_data"] == 11


def test_each_row_that_stands_twice_has_the_line_that_it_repeats(book_preview):
    assert book_preview["duplicates"] == [
        {"line": 7, "repeats": 6, "code": "H56.14-250602-0002"},
        {"line": 12, "repeats": 11, "code": "H56.14-250602-0003"},
    ]
    assert book_preview["counts"]["duplicate"] == 2


def test_no_name_of_a_signature_a_group_or_a_persons_column_is_shown(book_preview):
    shown = json.dumps(book_preview, ensure_ascii=False) + "\n".join(text.lines(book_preview))
    shown += json.dumps(dropped_files.preview_tables(book_preview), ensure_ascii=False)
    assert not [name for name in ("Páo", "Bống", "Trần Thị B") if name in shown]


def test_the_command_prints_them(book_preview):
    printed = text.lines(book_preview)
    place = printed.index("  Không phải số liệu: 2 dòng nhóm.")
    assert printed[place + 1 : place + 3] == ["    dòng 4: “Lĩnh vực: Hộ tịch”", "    dòng 10"]
    place = printed.index("  Trùng với dòng trước:")
    assert printed[place + 1] == "    dòng 7 trùng dòng 6: “H56.14-250602-0002”"


def test_the_page_lists_them(book_preview):
    tables = dict(dropped_files.preview_tables(book_preview))
    assert tables["Dòng trùng với dòng trước"][0] == {
        "Dòng": "7",
        "Trùng với dòng": "6",
        "Mã": "H56.14-250602-0002",
    }
    assert {
        "Loại dòng": "dòng nhóm",
        "Số dòng": "2",
        "Ví dụ": "dòng 4 “Lĩnh vực: Hộ tịch” · dòng 10",
    } in tables["Dòng không phải số liệu"]


def test_of_three_copies_each_names_the_first_and_no_code_that_may_be_a_persons(tmp_path):
    rows = [{"id": "0912345678"}, {"id": "H-1"}, {"id": "H-1"}, {"id": "H-1"}]
    rows += [{"id": f"H-{n}"} for n in range(2, 9)]
    result = looked(tmp_path, "hoso_2025-06-30.csv", csv_of(*rows))
    assert result["duplicates"] == [
        {"line": 4, "repeats": 3, "code": "H-1"},
        {"line": 5, "repeats": 3, "code": "H-1"},
    ]
    twice = csv_of({"id": "Nguyễn Văn An"}, {"id": "Nguyễn Văn An"}, but=PAUSE)
    result = looked(tmp_path, "tamdung_2025-06-30.csv", twice)
    assert [duplicate["code"] for duplicate in result["duplicates"]] in ([None], [])


def test_of_what_is_planted_in_a_total_a_signature_a_note_or_a_number_row_nothing_is_shown(
    tmp_path,
):
    for name, canary in CANARIES.items():
        book = [
            HEAD,
            ["1", "2", f"3 = {canary}", "4", "5", "6", "7"],
            row(1, "H56.14-250602-0001"),
            row(2, "H56.14-250602-0002"),
            [f"Tổng cộng {canary}", canary, canary, canary, canary, "", canary],
            [f"Cộng: {canary}", "", "", "", "", "", ""],
            ["", "", "", "", "", canary, ""],
        ]
        result = looked(tmp_path, "hoso_2025-06-30.xlsx", xlsx({"Sổ": book}))
        assert result["counts"]["not_data"] > 2, name
        assert canary not in json.dumps(result, ensure_ascii=False), name


def test_rows_of_a_second_sheet_that_are_no_data_are_shown_by_its_own_columns(tmp_path):
    turned = [[cells[0], *reversed(cells[1:])] for cells in (HEAD, row(1, "H56.14-250602-0009"))]
    book = {
        "Một": [HEAD, row(1, "H56.14-250602-0001"), row(2, "H56.14-250602-0002")],
        "Hai": [*turned, ["Tổng số", "", "", "", "", "77", "9"]],
    }
    result = looked(tmp_path, "hoso_2025-06-30.xlsx", xlsx(book))
    (kind,) = result["not_data"]
    assert [(line["line"], line["text"]) for line in kind["lines"]] == [(1_000_003, "Tổng số · 9")]
