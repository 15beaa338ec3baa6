"""Rejected rows come back whole, and a refusal shows its first lines and unknown words."""

import csv
import io
import json

import pytest
import python_calamine

from etl.engine import connect
from etl.load import load
from etl.profile import Profile
from etl.progress import Progress
from etl.read.content import file_hash
from etl.words import Refusal
from formula_guard import guarded, unguarded
from tests.conftest import command
from tests.snapshots import ask, put, settings

pytestmark = pytest.mark.usefixtures("workbooks_in_process")

HEADING = "Mã hồ sơ,Đơn vị,Trạng thái,Ngày tiếp nhận,Ngày hẹn trả,Họ tên,Tổ dân phố"
GOOD = "H56.14-250602-{0:04},16528,Đang xử lý,02/06/2025,05/06/2025,Trần Thị A,TDP 1"
WRONG = {
    3: "H56.14-250602-0003,16528,Đang xử lý,32/06/2025,05/06/2025,=1+1,TDP 2",
    5: 'H56.14-250602-0005,16528,Đang bay,02/06/2025,05/06/2025,"Lê, Văn B",0012',
    7: "H56.14-250602-0007,16528,Đang xử lý,02/06/2025,05/06/2025,Lê,Văn C,TDP 3",
    8: "H56.14-250602-0008,16528,Đang xử lý,02/06/2025,05/06/2025,Lê Văn D,TDP 3,",
    9: "H56.14-250602-0009,16528,Đang xử lý,02/06/2025,05/06/2025",
    11: 'H56.14-250602-0011,16528,Đang xử lý,02/06/2025,05/06/2025,Lê "Văn" E,TDP 4',
}
BACK = {
    3: ["=1+1", "TDP 2", "", "Ngày tiếp nhận: Không phải ngày hợp lệ"],
    5: ["Lê, Văn B", "0012", "", "Trạng thái: Giá trị không có trong danh mục"],
    7: ["Lê", "Văn C", "TDP 3", "Dòng thừa ô"],
    8: ["Lê Văn D", "TDP 3", "(ô trống)", "Dòng thừa ô"],
    9: ["(thiếu ô)", "(thiếu ô)", "", "Dòng thiếu ô"],
    11: ['Lê "Văn" E', "TDP 4", "", "Dấu ngoặc kép đặt sai"],
}
MARKS = ["Lý do bị loại", "Dòng trong tệp gốc", "Mã tệp gốc"]


@pytest.fixture
def data(tmp_path):
    """A data folder with room beside it."""
    return tmp_path / "data"


def dossiers(rows: int) -> str:
    return "\n".join([HEADING, *(WRONG.get(n, GOOD.format(n)) for n in range(2, rows + 2))]) + "\n"


def take(data, *paths, rejected=None) -> dict:
    return load(settings(data), list(paths), Profile(), None, Progress(), rejected)


def sheets(path) -> dict[str, list[list]]:
    book = python_calamine.CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def table(path) -> list[list[str]]:
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")  # or a spreadsheet takes the letters for others
    return [[*map(unguarded, row)] for row in csv.reader(io.StringIO(content.decode("utf-8-sig")))]


def test_rejected_rows_come_back_whole_in_one_file_and_are_kept_nowhere_else(data):
    sound = put(data, "hoso_2025-06-30.csv", dossiers(40))
    doubtful = put(data, "hoso_2025-07-31.csv", dossiers(12).replace("TDP", "Tổ"))
    pauses = "Mã hồ sơ,Loại tạm dừng,Ngày bắt đầu tạm dừng,Ngày kết thúc tạm dừng\n"
    pauses += "H56.14-250602-0002,Bổ sung,02/06/2025,\n" * 5 + "H56.14-250602-0002,Bổ sung,x,\n"
    put(data, "tamdung_2025-06-30.csv", pauses)
    summary = take(data, rejected=data.parent / "loi.xlsx")
    outcomes = {file["file"]: file["outcome"] for file in summary["files"]}
    assert outcomes == {
        "hoso_2025-06-30.csv": "loaded",
        "hoso_2025-07-31.csv": "refused",  # 6 of 12 rows
        "tamdung_2025-06-30.csv": "loaded",
    }
    assert summary["rejected"] == {"file": str(data.parent / "loi.xlsx"), "rows": 13}
    assert summary["files"][0]["losses"] == [
        {"sentence": "Dòng thừa ô so với dòng tiêu đề.", "rows": 2},
        *(loss for loss in summary["files"][0]["losses"][1:]),
    ]

    first, second = sheets(data.parent / "loi.xlsx").values()
    assert first[0] == [*HEADING.split(","), "Ô thừa 1", *MARKS]
    codes = [f"T{file_hash(path)[:12]}" for path in (sound, doubtful)]
    assert [row[-2:] for row in first[1:]] == [[line, code] for code in codes for line in BACK]
    for row, (line, back) in zip(first[1:7], BACK.items(), strict=True):
        assert row[0] == f"H56.14-250602-{line:04}" and row[5:8] == back[:3]
        assert row[8].startswith(back[3])
    assert first[1][3] == "32/06/2025" and first[7][6] == "Tổ 2"
    assert second == [
        [*pauses.split("\n")[0].split(","), *MARKS],
        ["H56.14-250602-0002", "Bổ sung", "x", "", second[1][4], 7, second[1][6]],
    ]

    # Known now: given again; two files of other columns fit no CSV, and nothing is lost by that.
    again = take(data, rejected=data.parent / "loi.csv")
    assert again["rejected"]["file"] is None and not (data.parent / "loi.csv").exists()
    assert "cột khác nhau" in again["troubles"][0]
    again = take(data, sound, rejected=data.parent / "loi.csv")
    assert [file["outcome"] for file in again["files"]] == ["known"]
    assert table(data.parent / "loi.csv") == [
        [str(cell).removesuffix(".0") for cell in row] for row in first[:7]
    ]
    assert '"\'=1+1"' in (data.parent / "loi.csv").read_text("utf-8-sig")

    held = b"".join(p.read_bytes() for p in data.rglob("*") if p.is_file() and p.suffix != ".csv")
    for name in ("Văn B", "Văn C", "Văn D", "Văn E", str(data.parent)):
        assert name.encode() not in held
    assert ask(data, "select rows_read, rows_accepted, rows_rejected from loads order by all") == [
        (6, 1, 1),  # the others are duplicates
        (40, 34, 6),
    ]


def test_a_refusal_shows_its_first_lines_and_the_unknown_words_that_repeat(data):
    words = ["Chờ họp", "Hoa Thiên", "Chờ họp", "Chờ họp", "Đang bay", "Chờ ký", "Chờ ký"]
    rows = [GOOD.format(n).replace("Đang xử lý", word) for n, word in enumerate(words, 2)]
    path = put(data, "hoso_2025-06-30.csv", "\n".join([HEADING, *rows]))
    done = command("etl", "load", str(path), "--json", data=data)
    (file,) = json.loads(done.stdout)["files"]
    sentence = "Giá trị không có trong danh mục; sửa lại, hoặc xem trước tệp rồi cho biết nghĩa."
    shown = ["Chờ họp", "(chữ chỉ gặp một lần)", "Chờ họp", "Chờ họp", "Đang bay"]
    assert file["refusal_lines"] == [
        {"line": line, "column": "Trạng thái", "value": value, "sentence": sentence}
        for line, value in enumerate(shown, 2)
    ]
    assert file["words"] == [
        {"field": "status_code", "title": "Trạng thái", "word": "Chờ họp", "rows": 3},
        {"field": "status_code", "title": "Trạng thái", "word": "Chờ ký", "rows": 2},
    ]
    message_lines = done.stderr.splitlines()
    assert message_lines[-8].startswith("Tệp hoso_2025-06-30.csv có 7 trên 7 dòng lỗi")
    assert message_lines[-7] == f"  Dòng 2, cột “Trạng thái”: “Chờ họp”. {sentence}"
    assert message_lines[-1] == "  Chữ chưa biết ở cột “Trạng thái”: “Chờ ký” (2 dòng)."
    assert "Hoa Thiên" not in done.stderr + done.stdout


def test_the_file_of_rejected_rows_writes_over_nothing_and_not_among_the_data(data):
    path = put(data, "hoso_2025-06-30.csv", dossiers(40))
    there = data.parent / "da_co.xlsx"
    there.write_text("mended")
    refused = {
        there: "Tệp da_co.xlsx đã có",
        path: "thư mục số liệu",
        data / "inbox" / "loi.xlsx": "thư mục số liệu",
        data.parent / "loi.txt": "đuôi .xlsx hoặc .csv",
        data.parent / "khong_co" / "loi.xlsx": "Không có thư mục",
    }
    for out, sentence in refused.items():
        with pytest.raises(Refusal, match=sentence):
            take(data, path, rejected=out)
    assert there.read_text() == "mended"


CELLS = ["=1", "'=1", "''=1", "'=", " =1", "' =1", "\t1", "'\r1", "\u00a0=1", "-", "'", "a=1", ""]


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_that_was_guarded_comes_back_as_it_was(cell):
    assert unguarded(guarded(cell)) == cell
    assert not guarded(cell).startswith(("=", "+", "-", "@", "\t", " ="))


def test_a_load_takes_away_the_apostrophes_that_guarded_cells(tmp_path):
    cells = [*map(guarded, CELLS), *CELLS]
    with connect(settings(tmp_path), tmp_path) as con:
        rows = con.execute("select unguarded(x) from unnest($cells) t(x)", {"cells": cells})
        assert [cell for (cell,) in rows.fetchall()] == [*map(unguarded, cells)]
