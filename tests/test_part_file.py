"""Mended rejected rows load as a part of the file that they are of, and cross its lines off."""

import csv
import io
import json

import pytest
import xlsxwriter

from etl import words
from etl.load import load, rebuild
from etl.part_file import parts_of
from etl.profile import Profile
from etl.profile_file import read_profile
from etl.progress import Progress
from etl.read import layout, matched
from etl.rejected_lines import RejectedLine
from etl.rejected_rows import RejectedRows
from tests.conftest import command
from tests.snapshots import ask, put, settings
from tests.test_rejected_rows import MARKS, sheets, table, take

pytestmark = pytest.mark.usefixtures("workbooks_in_process")

HEADING = "Mã hồ sơ,Đơn vị,Trạng thái,Ngày tiếp nhận,Ngày hẹn trả,Họ tên,Tổ dân phố"
GOOD = "H56.14-250602-{0:04},16528,Đang xử lý,02/06/2025,05/06/2025,Trần Thị A,TDP 1"
WRONG = {
    3: GOOD.format(3).replace("02/06", "32/06"),
    5: GOOD.format(5).replace("Đang xử lý", "Đang bay"),
    7: GOOD.format(7).replace("Trần Thị A", "Lê,Văn C"),
    8: GOOD.format(8) + ",",
    9: GOOD.format(9).removesuffix(",Trần Thị A,TDP 1"),
    11: GOOD.format(11).replace("Trần Thị A", 'Lê "Văn" E'),
}
DOSSIERS = "\n".join([HEADING, *(WRONG.get(n, GOOD.format(n)) for n in range(2, 42))]) + "\n"
RATINGS = "Ngày đánh giá,Đơn vị,Nguồn đánh giá,Đánh giá chung\n"
RATINGS += "02/06/2025,16528,Kiosk,Hài lòng\n" * 8 + "02/06/2025,16528,Kiosk,Hài lòn\n"
TASKS = "Mã nhiệm vụ,Đơn vị,Tên nhiệm vụ,Mảng,Ngày giao,Hạn hoàn thành\n"
COUNTS = (
    "select source, rows_read, rows_accepted, rows_rejected, rows_duplicate, as_of::varchar "
    "from loads order by source"
)
LEFT = "select source, line, reason from rejected_rows order by all"


@pytest.fixture
def data(tmp_path):
    """A data folder with room beside it."""
    return tmp_path / "data"


def as_csv(path, rows, delimiter=",", **how):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    path.write_bytes(out.getvalue().encode("utf-8-sig"))
    return path


def as_xlsx(path, *tables):
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path) as book:
        for rows in tables:
            sheet = book.add_worksheet()
            for number, cells in enumerate(rows):
                sheet.write_row(number, 0, cells)
    return path


def of_line(rows, line: int) -> list:
    """A rejected row by its line, to be changed."""
    (row,) = (row for row in rows[1:] if int(row[-2]) == line)
    return row


def test_mended_rows_load_under_their_files_day_and_cross_its_lines_off(data, tmp_path):
    original = put(data, "hoso_2025-06-30.csv", DOSSIERS)
    ratings = [line.split(",") for line in RATINGS.splitlines()]
    as_xlsx(data / "inbox" / "danhgia_2025-06-30.xlsx", ratings, ratings)  # a sheet a month
    take(data, rejected=tmp_path / "loi.xlsx")
    before = [("dossiers", 40, 34, 6, 0, "2025-06-30"), ("feedback", 18, 16, 2, 0, "2025-06-30")]
    assert ask(data, COUNTS) == before
    ratings, rows = sheets(tmp_path / "loi.xlsx").values()
    left = ask(data, LEFT)

    # Dropped untouched it is refused with the reasons, and gives the same rows again.
    (file,) = take(data, tmp_path / "loi.xlsx", rejected=tmp_path / "lai.xlsx")["files"]
    assert file["outcome"] == "refused" and "8 dòng đều còn lỗi như cũ" in file["sentence"]
    assert file["refusal_lines"][0]["sentence"] == "Mức đánh giá không có trong thang đo."
    assert [*sheets(tmp_path / "lai.xlsx").values()] == [ratings, rows]
    assert (ask(data, COUNTS), ask(data, LEFT)) == (before, left)

    # Some are mended, one only in part, in another order, by a spreadsheet, under another day.
    of_line(rows, 3)[3] = "03/06/2025"
    of_line(rows, 5)[2] = "Đang nổ"
    of_line(rows, 7)[5:8] = ["Lê Văn C", "TDP 3", ""]
    of_line(rows, 11)[5] = "Lê Văn E"
    assert [row[-2] for row in ratings[1:]] == [10, 1_000_010]  # the second sheet's
    ratings[2][3] = "Hài lòng"
    mended = [rows[0], *(of_line(rows, n) for n in (11, 5, 3, 7))]
    path = as_xlsx(tmp_path / "sua_2025-09-30.xlsx", ratings, mended)
    held = {p: p.stat().st_mtime_ns for p in data.rglob("*.*")}
    seen = json.loads(command("etl", "preview", str(path), "--json", data=data).stdout)
    counts = seen["counts"]
    assert (seen["outcome"], counts["accepted"], counts["rejected"]) == ("ready", 4, 2)
    assert [mends["file"][:4] for mends in seen["mends"]] == ["danh", "hoso"]
    assert [column["heading"] for column in seen["columns"]] == RATINGS.split("\n")[0].split(",")
    assert {p: p.stat().st_mtime_ns for p in data.rglob("*.*")} == held
    summary = take(data, path, rejected=tmp_path / "con.csv")
    (file,) = summary["files"]
    assert [(of["file"], of["rows"], of["left"]) for of in file["mends"]] == [
        ("danhgia_2025-06-30.xlsx", 1, 1),
        ("hoso_2025-06-30.csv", 3, 3),
    ]
    after = [("dossiers", 40, 37, 3, 0, "2025-06-30"), ("feedback", 18, 17, 1, 0, "2025-06-30")]
    assert ask(data, COUNTS) == after
    query = "select line, value from rejected_rows where source = 'dossiers' order by all"
    assert ask(data, query) == [
        (5, "Đang nổ"),
        (8, None),
        (9, None),
    ]
    assert "cột khác nhau" in summary["troubles"][0]
    # A press like sixteen others is a rating too, and no open dossier is missed.
    assert ask(
        data, "select count(*), max(as_of)::varchar, count(distinct source_file) from dossiers"
    ) == [(37, "2025-06-30", 1)]
    assert ask(data, "select count(*) from feedback") == [(17,)]
    assert open_counts_of(data) == (37, 0)
    mended_days = (
        "select received_at::date::varchar, neighbourhood, source_line from dossiers "
        "where source_line in (3, 7) order by all"
    )
    assert ask(data, mended_days) == [("2025-06-02", "TDP 3", 7), ("2025-06-03", "TDP 1", 3)]

    # The same file is known; another mend of a line wins; an old copy undoes nothing.
    assert [file["outcome"] for file in take(data, path)["files"]] == ["known"]
    of_line(rows, 3)[3] = "04/06/2025"
    of_line(rows, 9)[5:7] = ["Lê Văn D", "TDP 9"]
    of_line(rows, 7)[3] = "32/06/2025"
    again = [rows[0], *(of_line(rows, n) for n in (3, 7, 9))]
    again = [[str(cell).removesuffix(".0") for cell in row] for row in again]
    (file,) = take(data, as_csv(tmp_path / "sua.csv", again, ";"))["files"]
    assert [(mends["rows"], mends["left"]) for mends in file["mends"]] == [(2, 2)]
    assert ask(data, mended_days) == [("2025-06-02", "TDP 3", 7), ("2025-06-04", "TDP 1", 3)]
    assert ask(data, "select line from rejected_rows order by all") == [(5,), (8,), (10,)]

    # The original gives back what is left, whole; everything is built again alike.
    summary = take(data, original, rejected=tmp_path / "goc.csv")
    assert [row[-2] for row in table(tmp_path / "goc.csv")[1:]] == ["5", "8"]
    counts = ask(data, COUNTS)
    rebuild(settings(data), Progress())
    assert ask(data, COUNTS) == counts
    assert ask(data, "select line from rejected_rows order by all") == [(5,), (8,), (10,)]
    files = (p for p in data.rglob("*") if p.is_file() and p.parent.name != "inbox")
    held = b"".join(p.read_bytes() for p in files)
    assert not [name for name in ("Lê Văn", "Trần Thị") if name.encode() in held]


def open_counts_of(data) -> tuple[int, int]:
    """Open dossiers, and of them those that the newest file leaves out."""
    rows = ask(data, "select count(*), count(*) filter (not_updated) from open_dossiers")
    return rows[0]


FOREIGN = "So HS;Trang;Nhan;Han;Noi dung;Ghi chu;Phuong\n"
FOREIGN_ROW = "H56.14-250602-{0:04};X;06-02-2025;06-05-2025;Khai sinh cho chau;z;{1}\n"
PROFILE = """source = "dossiers"
drop = ["Phuong"]
date_format = ["%m-%d-%Y"]
[columns]
dossier_id = "So HS"
status_code = "Trang"
received_at = "Nhan"
due_at = "Han"
procedure = "Noi dung"
[values.status_code]
X = "4"
[constants]
unit_code = "16528"
"""


@pytest.mark.long
def test_mended_rows_are_read_as_their_file_was_and_judged_beside_its_rows(data, tmp_path):
    (tmp_path / "p.toml").write_text(PROFILE, "utf-8")
    text = FOREIGN + "".join(FOREIGN_ROW.format(n, "Quảng Châu") for n in range(2, 12))
    path = put(data, "bao_cao_2025-06-30.csv", text.replace("0005;X", "0005;Y"))
    load_by = read_profile(tmp_path / "p.toml")
    load(settings(data), [path], load_by, None, Progress(), tmp_path / "a.xlsx")
    # Two tasks of one number in one file: neither can be believed.
    rows = "".join(f"{n},16528,Việc {n},2,02/06/2025,30/06/2025\n" for n in range(1, 12))
    tasks = put(
        data, "nhiemvu_2025-06-30.csv", TASKS + rows + "1,16528,Việc khác,2,02/06/2025,30/06/2025\n"
    )
    take(data, tasks, rejected=tmp_path / "b.csv")
    assert ask(data, LEFT) == [
        ("dossiers", 5, words.rows.REASONS["unknown_word"]),
        *(("tasks", line, words.rows.REASONS["number_twice"]) for line in (2, 13)),
    ]

    (rows,), clash = sheets(tmp_path / "a.xlsx").values(), table(tmp_path / "b.csv")
    assert rows[1][:7] == FOREIGN_ROW.format(5, "Quảng Châu").strip().replace("X", "Y").split(";")
    rows[1][1] = "x"
    clash[2][0] = "3"  # as a row that was taken: now it is that number which stands twice
    path = as_xlsx(tmp_path / "sua.xlsx", rows, clash)
    (file,) = take(data, path)["files"]
    assert [mends["file"] for mends in file["mends"]] == [
        "bao_cao_2025-06-30.csv",
        "nhiemvu_2025-06-30.csv",
    ]
    number_twice = words.rows.REASONS["number_twice"]
    assert ask(data, LEFT) == [("tasks", line, number_twice) for line in (4, 13)]
    assert ask(
        data,
        "select status_code, unit_code, received_at::date::varchar, procedure from dossiers "
        "where source_line = 5",
    ) == [(4, "16528", "2025-06-02", "Khai sinh cho chau")]


def test_rows_that_are_not_clear_refuse_their_file_in_one_sentence(data, tmp_path):
    put(data, "hoso_2025-06-30.csv", DOSSIERS)
    take(data, rejected=tmp_path / "loi.csv")
    rows = table(tmp_path / "loi.csv")
    rows[1][3] = "03/06/2025"
    of_3 = rows[1]

    def but(**changed) -> list:
        cells = dict(zip(rows[0], of_3, strict=True)) | changed
        return [[*cells], [*cells.values()]]

    line, code = MARKS[1:]
    without = {title: [row[:at] + row[at + 1 :] for row in but()]
               for at, title in enumerate(rows[0])}  # fmt: skip
    refused = {
        "la": (but(**{code: "T0123456789ab"}), "chưa nạp hoặc đã rút (mã T0123456789ab)"),
        "so": (but(**{code: "1,23E+11"}), f"dòng 2: cột “{line}” hoặc “{code}” trống"),
        "trong": (but(**{line: ""}), "dòng 2"),
        "hai": ([*but(), of_3], "dòng 3: dòng 3 của tệp gốc được ghi hai lần"),
        "dung": (but(**{line: "4"}), "sửa dòng 4 của tệp hoso_2025-06-30.csv, nhưng dòng ấy không"),
        "cot": (without["Ngày hẹn trả"], "không còn cột “Ngày hẹn trả”"),
        "khong_ma": (without[code], f"thiếu cột “{line}” hoặc “{code}”"),
        "khong_dong": (without[line], f"thiếu cột “{line}” hoặc “{code}”"),
        "thua": ([*but(), [*of_3, "x"]], "dòng 3: Dòng thừa ô"),
    }  # fmt: skip
    paths = [as_csv(tmp_path / f"{name}.csv", cells) for name, (cells, _) in refused.items()]
    before = ask(data, LEFT)
    files = take(data, *paths)["files"]
    assert [(file["file"], file["outcome"]) for file in files] == [
        (path.name, "refused") for path in paths
    ]
    for file, (_, sentence) in zip(files, refused.values(), strict=True):
        assert sentence in file["sentence"], file["sentence"]
    assert ask(data, LEFT) == before

    # What only looks changed loads: no reason, a number with its decimals, the code in capitals.
    fine = [row[:-3] + row[-2:] for row in but(**{line: "3.0", code: of_3[-1].upper()})]
    (file,) = take(data, as_csv(tmp_path / "duoc.csv", [*fine, [""] * len(fine[0])]))["files"]
    assert [mends["rows"] for mends in file["mends"]] == [1]


@pytest.mark.long
def test_a_withdrawn_file_takes_its_mended_rows_along_and_a_rollback_knows_versions(data, tmp_path):
    put(data, "hoso_2025-06-30.csv", DOSSIERS)
    path = put(data, "hoso_2025-05-31.csv", DOSSIERS.replace("H56.14-25", "H56.15-25"))
    first = take(data, rejected=tmp_path / "loi.csv")["snapshot"]
    rows, day = table(tmp_path / "loi.csv"), {3: "03/06/2025", 5: "Đang xử lý"}
    first_day, two = ([rows[0], [*of_line(rows[:7], line)]] for line in day)
    first_day[1][3], two[1][2] = day.values()
    first_day, two = as_csv(tmp_path / "mot.csv", first_day), as_csv(tmp_path / "hai.csv", two)
    take(data, first_day)
    second = take(data, two)["snapshot"]
    left = "select count(*)::int from rejected_rows"
    assert ask(data, left) == [(10,)]

    # Back to what was before any was mended, and forth again.
    done = command("etl", "rollback", first, "--json", data=data)
    assert json.loads(done.stdout)["withdrawn"] == ["mot.csv", "hai.csv"]
    assert take(data, first_day)["files"][0]["outcome"] == "withdrawn"
    assert ask(data, left) == [(12,)]
    done = command("etl", "rollback", second, "--json", data=data)
    assert ask(data, left) == [(10,)] and not json.loads(done.stdout)["withdrawn"]

    # Without the first mended file the second, made upon it, counts no more until it is dropped.
    done = command("etl", "withdraw", "mot.csv", data=data)
    assert done.returncode == 0, done.stderr
    assert ask(data, left) == [(12,)]
    take(data, two)
    assert ask(data, left) == [(11,)]
    command("etl", "withdraw", "hoso_2025-05-31.csv", data=data)
    assert ask(data, "select file, rows_rejected from loads") == [("hoso_2025-06-30.csv", 6)]
    (file,) = take(data, as_csv(tmp_path / "ba.csv", table(two)))["files"]
    assert "đã rút" in file["sentence"] and path.exists()


def test_a_file_that_was_refused_for_its_rows_is_taken_with_those_that_were_mended(data, tmp_path):
    original = put(data, "hoso_2025-06-30.csv", "\n".join(DOSSIERS.splitlines()[:13]) + "\n")
    summary = take(data, original, rejected=tmp_path / "loi.csv")
    assert summary["files"][0]["outcome"] == "refused"  # 6 of 12 rows
    rows = table(tmp_path / "loi.csv")
    alone = as_csv(tmp_path / "mot.csv", [rows[0], [*of_line(rows, 3)]])
    for row in rows[1:]:
        row[2:7] = ["Đang xử lý", "02/06/2025", "05/06/2025", "", "TDP 1"]
        row[7] = ""
    of_line(rows, 5)[2] = "Đang bay"
    few = as_csv(tmp_path / "it.csv", [rows[0], of_line(rows, 3)])
    (refused, still), (none,) = take(data, original, few)["files"], take(data, alone)["files"]
    assert (refused["outcome"], still["outcome"], none["outcome"]) == ("refused",) * 3
    assert "có 5 trên 12 dòng lỗi" in still["sentence"] and "chưa nạp" in none["sentence"]

    both = [as_csv(tmp_path / "a.csv", rows), original]  # whichever comes first
    mended, file = take(data, *both, rejected=tmp_path / "con.csv")["files"]
    assert (mended["mends"][0]["rows"], mended["mends"][0]["left"]) == (5, 1)
    assert (file["outcome"], file["rows_accepted"], file["rows_rejected"]) == ("loaded", 11, 1)
    assert file["losses"] == [{"sentence": words.rows.REASONS["unknown_word"], "rows": 1}]
    assert [row[-2] for row in table(tmp_path / "con.csv")[1:]] == ["5"]
    assert ask(data, COUNTS) == [("dossiers", 12, 11, 1, 0, "2025-06-30")]


def test_rows_below_a_group_keep_what_it_says_of_them_on_the_way_out_and_back(tmp_path):
    head = ["Mã hồ sơ", "Đơn vị", "Trạng thái", "Ngày tiếp nhận", "Ngày hẹn trả", "Tổ dân phố"]
    row = ["H56.14-250602-0001", "16528", "Đang xử lý", "32/06/2025", "05/06/2025", ""]
    groups = [["Lĩnh vực: Hộ tịch"], ["Tổ dân phố: TDP 4"]]
    path = as_xlsx(tmp_path / "so.xlsx", [["SỔ THEO DÕI"], head, *groups, row, [*row[:5], "TDP 5"]])
    file = layout(path)
    back = RejectedRows(tmp_path / "loi.xlsx", [path], tmp_path / "data")
    lines = [RejectedLine(line, "not_a_moment", "Sai.") for line in (5, 6)]
    back.add(file, matched(file, Profile()), lines, "ab" * 32)
    assert back.write() is None
    ((titles, *rows),) = sheets(tmp_path / "loi.xlsx").values()
    assert titles == [*head, "Lĩnh vực", *MARKS]
    assert rows == [
        [*row[:5], group, "Hộ tịch", "Sai.", line, "Tabababababab"]
        for line, group in ((5, "TDP 4"), (6, "TDP 5"))
    ]
    (part,) = parts_of(layout(tmp_path / "loi.xlsx"))
    assert (part.code, part.titles, part.lines) == ("tabababababab", titles[:7], {5, 6})
    assert [cells for _, cells, _ in part.rows] == [row[:7] for row in rows]
