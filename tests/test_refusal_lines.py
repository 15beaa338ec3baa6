"""A refusal that knows lines gives them apart from its sentence, for a load and a preview alike."""

import json

import pytest

from etl.answers import Answers
from etl.preview import preview
from etl.profile import Profile
from tests.conftest import command
from tests.files import csv_text, xlsx
from tests.snapshots import RATING, csv_of, put, settings, take

pytestmark = pytest.mark.usefixtures("workbooks_in_process")

HEAD = "Mã hồ sơ,Đơn vị,Trạng thái,Ngày tiếp nhận,Ngày hẹn trả\n"
ROW = "H-{},16528,Đang xử lý,0{}/06/2025,\n"
DAYS = ["06/02/2025", "06/13/2025", "06/12/2025", "06/26/2025"]
TURNED = ["2025-05-06", "2025-06-06", "13/06/2025", "14/06/2025"]
SECOND = [
    *([cell for cell in line.split(",")] for line in (HEAD + ROW.format(1, 2)).splitlines()),
    ["Mã phiếu", "Ngày đánh giá", "Nguồn đánh giá", "Đánh giá chung", ""],
    ["P-1", "02/06/2025", "Phiếu", "Hài lòng", ""],
]


def received(days: list[str]) -> str:
    return csv_of(*({"id": f"H-{n}", "received": day} for n, day in enumerate(days)))


def wrong(line: int, sentence: str, column: str | None = None, value: str | None = None) -> dict:
    return {"line": line, "column": column, "value": value, "sentence": sentence}


OPEN = "Dấu ngoặc kép mở ở dòng này không được đóng."
TURNED_BY_EXCEL = "Excel chỉ đảo ngày với tháng của những ngày không quá 12."
OFF_SCALE = "Mức đánh giá không có trong thang đo."
# The file's name, its content → the lines that refuse it.
REFUSED = {
    "month first": (
        "hoso_2025-06-30.csv",
        received(DAYS),
        [
            wrong(3, "Tháng đứng trước ngày.", "Ngày tiếp nhận", "06/13/2025"),
            wrong(5, "Tháng đứng trước ngày.", "Ngày tiếp nhận", "06/26/2025"),
        ],
    ),
    "half turned": (
        "hoso_2025-06-30.csv",
        received(TURNED),
        [
            wrong(2, TURNED_BY_EXCEL, "Ngày tiếp nhận", "2025-05-06"),
            wrong(4, TURNED_BY_EXCEL, "Ngày tiếp nhận", "13/06/2025"),
        ],
    ),
    "five levels on a scale of three": (
        "danhgia_2025-06-30.csv",
        csv_of(
            *({"rating": f"P-{n}", "scale": "3", "overall": "Xa lạ"} for n in range(6)),
            *({"rating": f"P-{n}", "scale": "3"} for n in range(6, 60)),
            {"rating": "P-60", "scale": "3", "overall": "Bình thường"},
            but=RATING,
        ),
        # The word that refuses the file goes before the rows that are rejected besides.
        [
            wrong(62, OFF_SCALE, "Đánh giá chung", "Bình thường"),
            *(wrong(line, OFF_SCALE, "Đánh giá chung", "Xa lạ") for line in (2, 3, 4, 5)),
        ],
    ),
    "an open quote": (
        "hoso_2025-06-30.csv",
        HEAD + ROW.format(1, 2) + '"' + ROW.format(2, 3) * 3,
        [wrong(3, OPEN)],
    ),
    "a cut end": (
        "hoso_2025-06-30.csv",
        HEAD + ROW.format(1, 2) + "H-2,16528,Đang",
        [wrong(3, "Dòng cuối bị cắt cụt.")],
    ),
    "a wrong byte": (
        "hoso_2025-06-30.csv",
        (HEAD + ROW.format(1, 2)).encode() + b"H-2,16528,\xff\xfe\xff,03/06/2025,\n",
        [wrong(3, "Có chữ sai bảng mã.")],
    ),
    "a lost letter": (
        "hoso_2025-06-30.csv",
        HEAD + ROW.format(1, 2) + "H-2,16528,Đang x\ufffd lý,03/06/2025,\n",
        [wrong(3, "Có chữ đã mất, hiện là dấu �.")],
    ),
    "a control letter": (
        "hoso_2025-06-30.csv",
        HEAD + ROW.format(1, 2) + "H-2,16528,Đang x\x85 lý,03/06/2025,\n",
        [wrong(3, "Có ký tự điều khiển lạ.")],
    ),
    "a second table": (
        "hoso_2025-06-30.xlsx",
        xlsx({"Sổ": SECOND}),
        [wrong(3, "Một bảng khác, các cột khác bảng đầu, bắt đầu ở dòng này.")],
    ),
    "a long cell": (
        "hoso_2025-06-30.csv",
        HEAD + ROW.format(1, 2) + '"' + "a\n" * 600_000 + '",16528,4,03/06/2025,\n',
        [wrong(3, "Có ô dài quá 1 MB.")],
    ),
    "a long line": (
        "hoso_2025-06-30.csv",
        HEAD + ROW.format(1, 2) + "a" * 2_200_000 + "\n",
        [wrong(3, "Dòng dài quá 1 MB.")],
    ),
}


@pytest.mark.parametrize("why", REFUSED)
def test_a_refusal_gives_its_lines_to_a_load_and_to_a_preview(why, tmp_path):
    name, content, lines = REFUSED[why]
    path = put(tmp_path, name, content)
    looked = preview(settings(tmp_path), path, Profile(), Answers(), None)
    (loaded,) = take(tmp_path, path)["files"]
    assert (loaded["outcome"], loaded["refusal_lines"]) == ("refused", lines)
    assert looked["refusal_lines"] == lines and looked["outcome"] in ("refused", "asks")


def test_both_commands_print_the_lines_of_a_month_first_file_with_their_reason(tmp_path):
    path = put(tmp_path, "hoso_2025-06-30.csv", received(DAYS))
    data = tmp_path / "data"
    message = command("etl", "load", str(path), data=data).stderr
    assert "  Dòng 3, cột “Ngày tiếp nhận”: “06/13/2025”. Tháng đứng trước ngày." in message
    message = command("etl", "preview", str(path), data=data).stdout
    assert "    dòng 3, cột “Ngày tiếp nhận”: “06/13/2025”. Tháng đứng trước ngày." in message
    output = json.loads(command("etl", "load", str(path), "--json", data=data).stdout)
    assert [line["line"] for line in output["files"][0]["refusal_lines"]] == [3, 5]


MARKS = ["Dòng trong tệp gốc", "Mã tệp gốc", "Lý do bị loại"]
PARTS = {
    "unmarked": (["3", "", ""], 2, "Cột “Dòng trong tệp gốc” hoặc “Mã tệp gốc” trống hoặc bị đổi."),
    "twice": (["2", "{}", ""], 3, "Dòng của tệp gốc được ghi hai lần."),
    "sound": (["2", "{}", ""], 2, "Dòng này của tệp gốc không bị loại."),
}


@pytest.mark.parametrize("why", PARTS)
def test_rows_that_mend_no_row_are_named_by_their_line(why, tmp_path):
    path = put(tmp_path, "hoso_2025-06-30.csv", received(["02/06/2025", "03/06/2025"]))
    (original,) = take(tmp_path, path)["files"]
    marks, line, sentence = PARTS[why]
    own = ["H-0", "16528", "4", "02/06/2025", ""]
    row = [*own, *(mark.format("T" + original["sha256"][:12]) for mark in marks)]
    table = [[*HEAD.strip().split(","), *MARKS], row, *[row] * (why == "twice")]
    (file,) = take(tmp_path, put(tmp_path, "sua.csv", csv_text(table)))["files"]
    assert (file["outcome"], file["refusal_lines"]) == ("refused", [wrong(line, sentence)])
