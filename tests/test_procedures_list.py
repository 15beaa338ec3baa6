"""The national list of procedures becomes dated rows of procedures.csv; nothing there is lost."""

import json
import shutil
from datetime import timedelta

import pytest

import ward_clock
from config_file import PROJECT
from etl.procedures import code_of
from tests.conftest import command
from tests.files import csv_text, xlsx, zipped
from tests.snapshots import ask, csv_of, put, take

pytestmark = pytest.mark.usefixtures("workbooks_in_process")

TITLES = ["STT", "Mã số", "Tên", "Cơ quan ban hành", "Cơ quan thực hiện", "Lĩnh vực"]
ABOVE = [["DANH SÁCH THỦ TỤC HÀNH CHÍNH"], [None]]
HEAD = "code,name,field,limit_working_days,same_day,topic,valid_from,valid_to,note\n"
OLD = (
    HEAD + "1.001193,Đăng ký khai sinh,Hộ tịch,0,1,,2018-01-01,,ghi chú\n"
    '2.000815,"Chứng thực bản sao, văn bản",Chứng thực,0,1,,2018-01-01,,\n'
    "1.013949,Giao đất,Đất đai,15,0,land,2018-01-01,,\n"
    ",Việc của địa phương,Đất đai,20,0,compensation,2018-01-01,,\n"
)
TODAY = ward_clock.today()
YESTERDAY = TODAY - timedelta(days=1)
NOTE = f"Theo danh sách của Cổng dịch vụ công quốc gia, nhập ngày {TODAY:%d/%m/%Y}"


@pytest.fixture
def data(tmp_path):
    """A data folder with tables of its own, of which OLD is procedures.csv."""
    shutil.copytree(PROJECT / "data" / "reference", tmp_path / "reference")
    (tmp_path / "reference" / "procedures.csv").write_text(OLD, "utf-8")
    return tmp_path


def table(data) -> list[str]:
    return (data / "reference" / "procedures.csv").read_text("utf-8").splitlines()


def portal(*rows: tuple) -> list[list]:
    """A list as the portal gives it: a title row above the titles, then rows of (code, name,
    field)."""
    return [
        *ABOVE,
        TITLES,
        *([n, code, name, "Bộ Tư pháp", "UBND cấp xã", field] for n, (code, name, field) in
          enumerate(rows, 1)),
    ]  # fmt: skip


def taken(data, *files: str, **given) -> dict:
    """What the command says of files of the inbox."""
    options = [part for name, value in given.items() for part in (f"--{name}", value)]
    paths = [str(data / "inbox" / name) for name in files]
    done = command("etl", "procedures", *paths, *options, "--json", data=data)
    assert done.returncode in (0, 3), done.stderr
    return json.loads(done.stdout)


def test_a_list_adds_what_is_new_changes_what_changed_and_leaves_the_rest(data):
    rows = portal(
        ("1.001193", "Đăng ký\nkhai sinh", "Hộ tịch"),
        (1.00119, "Thủ tục mất\n số 0", "Đất đai"),
        ("2.000815.000.00.00.H56", "Chứng thực bản sao từ bản chính", "Chứng thực"),
        ("", "Lĩnh vực: Đất đai", ""),
    )
    put(data, "ds.xlsx", xlsx({"Sheet1": rows}))
    result = taken(data, "ds.xlsx")
    assert table(data) == [
        HEAD.strip(),
        "1.001193,Đăng ký khai sinh,Hộ tịch,0,1,,2018-01-01,,ghi chú",
        f'2.000815,"Chứng thực bản sao, văn bản",Chứng thực,0,1,,2018-01-01,{YESTERDAY},',
        f"2.000815,Chứng thực bản sao từ bản chính,Chứng thực,0,1,,{TODAY},,"
        f'"{NOTE}; thời hạn theo dòng trước"',
        "1.013949,Giao đất,Đất đai,15,0,land,2018-01-01,,",
        ",Việc của địa phương,Đất đai,20,0,compensation,2018-01-01,,",
        f'1.001190,Thủ tục mất số 0,Đất đai,,,,,,"{NOTE}"',
    ]
    counts = ("added", "changed", "unchanged", "not_listed")
    assert [result[name] for name in counts] == [1, 1, 1, 1] and result["skipped"] == []
    before = (data / "reference" / "procedures.csv").stat()
    again = taken(data, "ds.xlsx")
    assert [again[name] for name in counts] == [0, 0, 3, 1]
    after = (data / "reference" / "procedures.csv").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_day_dates_both_what_is_new_and_what_changed(data):
    rows = portal(("1.013949", "Giao đất, cho thuê đất", "Đất đai"), ("3.000001", "Mới", "Khác"))
    put(data, "ds.csv", csv_text([[str(c or "") for c in row] for row in rows]))
    assert taken(data, "ds.csv", **{"from": "01/07/2025"})["valid_from"] == "2025-07-01"
    note = f'"{NOTE}; thời hạn theo dòng trước"'
    assert table(data)[3:5] == [
        "1.013949,Giao đất,Đất đai,15,0,land,2018-01-01,2025-06-30,",
        f'1.013949,"Giao đất, cho thuê đất",Đất đai,15,0,land,2025-07-01,,{note}',
    ]
    assert table(data)[-1] == f'3.000001,Mới,Khác,,,,2025-07-01,,"{NOTE}"'
    # What begins later than the day of a list is not taken for what the list says.
    result = taken(data, "ds.csv", **{"from": "2024-01-01"})
    assert (result["added"], result["changed"], result["unchanged"]) == (0, 1, 1)
    assert table(data)[3].startswith("1.013949,Giao đất,Đất đai,15,0,land,2018-01-01,2023-12-31")


def test_a_list_of_the_same_day_corrects_the_row_of_that_day(data):
    for name in ("Giao đất, cho thuê đất", "Giao đất, cho thuê đất, chuyển mục đích"):
        put(data, "ds.xlsx", xlsx({"a": portal(("1.013949", name, "Đất đai"))}))
        assert taken(data, "ds.xlsx")["changed"] == 1
    assert [line.split(",")[:2] for line in table(data) if line.startswith("1.013949")] == [
        ["1.013949", "Giao đất"], ["1.013949", '"Giao đất']
    ]  # fmt: skip


def test_another_spelling_of_a_name_is_no_change(data):
    rows = portal(("1.001193", "ĐĂNG KÝ KHAI  SINH.", "Hộ Tịch"))
    put(data, "ds.xlsx", xlsx({"a": rows}))
    assert taken(data, "ds.xlsx")["unchanged"] == 1
    assert table(data) == OLD.splitlines()


def test_the_countrys_codes_in_seven_files_are_one_list(data):
    per_file = 378
    for number in range(7):
        rows = portal(
            *(
                (f"1.{n:06}", f"Thủ tục số {n},\nphần hai", f"Lĩnh vực {n % 40}")
                for n in range(100_000 + per_file * number, 100_000 + per_file * (number + 1))
                if n < 100_000 + 2_642
            )
        )
        content = csv_text(
            [[str(c or "") for c in row] for row in rows], delimiter=",;\t|"[number % 4]
        )
        put(data, f"ds{number}.csv", content if number else zipped({"a.csv": content.encode()}))
    result = taken(data, *(f"ds{n}.csv" for n in range(7)))
    assert (result["added"], result["not_listed"], result["skipped"]) == (2_642, 3, [])
    lines = table(data)
    assert len(lines) == len(OLD.splitlines()) + 2_642
    assert lines[-1].startswith('1.102641,"Thủ tục số 102641, phần hai",Lĩnh vực 1,')


def test_rows_that_are_no_procedure_are_named_by_their_lines(data):
    rows = portal(
        ("1.00", "Mã thiếu", "Hộ tịch"),
        ("ABC", "Không phải mã", "Hộ tịch"),
        ("1.000001", "", "Hộ tịch"),
        ("1.000002", "Không lĩnh vực", ""),
        ("1.000003", "Một", "Hộ tịch"),
        ("1.000003", "Hai", "Hộ tịch"),
        ("1.000003", "MỘT", "hộ tịch"),
    )
    put(data, "ds.xlsx", xlsx({"a": [*rows, TITLES, ["", "", "Người lập danh sách"]]}))
    done = command("etl", "procedures", str(data / "inbox" / "ds.xlsx"), data=data)
    assert done.returncode == 3
    assert done.stdout.splitlines() == [
        "procedures.csv: thêm 2 thủ tục (không ghi ngày đầu), đổi 0 (dòng mới từ "
        f"{TODAY:%d/%m/%Y}), giữ nguyên 0; 3 thủ tục không có trong danh sách vẫn giữ.",
        "  Bỏ qua 1 dòng không có mã thủ tục đúng mẫu: ds.xlsx dòng 5.",
        "  Bỏ qua 1 dòng không có tên: ds.xlsx dòng 6.",
        "  Bỏ qua 1 dòng không có lĩnh vực: ds.xlsx dòng 7.",
        "  Bỏ qua 1 dòng ghi lại một mã với tên hoặc lĩnh vực khác: ds.xlsx dòng 9.",
        "Lần nạp sau dùng danh mục mới.",
    ]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1.001193", "1.001193"),
        ("1.001193.000.00.00.H56", "1.001193"),
        ("1.001193.H56", "1.001193"),
        ("1.00119", "1.001190"),
        ("1,00119", "1.001190"),
        ("2.0", "2.000000"),
        ("1.0011934", None),
        ("1001193", None),
        ("", None),
    ],
)
def test_a_code_is_its_eight_signs_whatever_a_spreadsheet_made_of_it(cell, code):
    assert code_of(cell) == code


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (csv_text([["Mã số", "Tên"], ["1.000001", "A"]]), "“Mã số”, “Tên”, “Lĩnh vực”"),
        (csv_text([TITLES]), "và dòng số liệu dưới nó"),
        (b"%PDF-1.7\n", "tệp PDF"),
        (None, "Không tìm thấy"),
    ],
)
def test_what_is_no_list_changes_nothing_and_says_why(data, content, sentence):
    if content is not None:
        put(data, "ds.csv", content)
    done = command("etl", "procedures", str(data / "inbox" / "ds.csv"), data=data)
    assert done.returncode == 1 and sentence in done.stderr and done.stderr.count("\n") == 1
    assert table(data) == OLD.splitlines()


def test_nothing_is_written_where_the_tables_would_break_a_rule(data):
    with (data / "reference" / "procedures.csv").open("a", encoding="utf-8") as stream:
        stream.write("1.000009,Hai,Hộ tịch,-5,,,,,\n")
    before = table(data)
    put(data, "ds.xlsx", xlsx({"a": portal(("1.000001", "Một", "Hộ tịch"))}))
    done = command("etl", "procedures", str(data / "inbox" / "ds.xlsx"), data=data)
    assert (done.returncode, done.stderr) == (
        1,
        "Danh mục vẫn như cũ, không ghi gì. Tệp tham chiếu procedures.csv không đọc được: dòng 6 "
        "có limit_working_days nhỏ hơn 0. Sửa tệp rồi chạy lại.\n",
    )
    assert table(data) == before


def test_a_tables_bom_and_line_ends_stay(data):
    path = data / "reference" / "procedures.csv"
    path.write_bytes(OLD.replace("\n", "\r\n").encode("utf-8-sig"))
    put(data, "ds.xlsx", xlsx({"a": portal(("1.000001", "Một", "Hộ tịch"))}))
    taken(data, "ds.xlsx")
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbfcode,") and content.count(b"\r\n") == 6
    assert content.count(b"\n") == 6


def test_the_next_load_knows_what_the_list_added_for_older_dossiers_too(data):
    put(data, "ds.xlsx", xlsx({"a": portal((1.00119, "Thủ tục mất số 0", "Đất đai"))}))
    taken(data, "ds.xlsx")
    (data / "inbox" / "ds.xlsx").unlink()
    put(data, "hoso_2025-06-30.csv", csv_of({"code": "1.00119", "received": "02/06/2025"}))
    take(data)
    assert ask(data, "select procedure, field from dossiers") == [("Thủ tục mất số 0", "Đất đai")]
