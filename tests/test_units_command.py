"""units.csv by command: a unit that is added with what went into it, and the national list."""

import json
import shutil

import pytest

import ward_clock
from config_file import PROJECT
from tests.conftest import command
from tests.files import csv_text, xlsx
from tests.snapshots import ask, csv_of, put, take

pytestmark = pytest.mark.usefixtures("workbooks_in_process")

HEAD = "code,name,kind,parent,valid_from,valid_to,successor,note\n"
OLD = (
    HEAD + "38,Thanh Hoá,tỉnh,,2018-01-01,,,\n"
    "382,Sầm Sơn,thành phố,38,2018-01-01,2025-06-30,,\n"
    "14830,Trung Sơn,phường,382,2018-01-01,2025-06-30,,\n"
    "16528,Quảng Thọ,phường,382,2018-01-01,,,\n"
    "16531,Quảng Châu,phường,382,2018-01-01,,,\n"
)
TODAY = f"{ward_clock.today():%d/%m/%Y}"
LISTED = f'"Theo danh mục đơn vị hành chính, nhập ngày {TODAY}; ngày bắt đầu: chưa xác minh"'


@pytest.fixture
def data(tmp_path):
    """A data folder with tables of its own: OLD is units.csv, and no other table names a unit."""
    folder = tmp_path / "reference"
    shutil.copytree(PROJECT / "data" / "reference", folder)
    (folder / "units.csv").write_text(OLD, "utf-8")
    for name in ("events", "meetings", "officers", "paper_heads"):
        path = folder / f"{name}.csv"
        path.write_text(path.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    return tmp_path


def table(data) -> list[str]:
    return (data / "reference" / "units.csv").read_text("utf-8").splitlines()


def units(data, *options: str, code: int = 0) -> dict | str:
    """What the command says; where it fails, its sentence."""
    asked = () if code == 1 else ("--json",)
    done = command("etl", "units", *options, *asked, data=data)
    assert done.returncode == code, done.stderr
    return done.stderr.strip() if code == 1 else json.loads(done.stdout)


def test_a_ward_is_added_and_what_went_into_it_ends_the_day_before(data):
    made = units(
        data, "--add", "16531", "--name", "Phường Sầm Sơn", "--from", "01/07/2025",
        "--successor-of", "16528, 16531,14830",
    )  # fmt: skip
    assert table(data) == [
        HEAD.strip(),
        "38,Thanh Hoá,tỉnh,,2018-01-01,,,",
        "382,Sầm Sơn,thành phố,38,2018-01-01,2025-06-30,,",
        "14830,Trung Sơn,phường,382,2018-01-01,2025-06-30,16531,",
        "16528,Quảng Thọ,phường,382,2018-01-01,2025-06-30,16531,",
        "16531,Quảng Châu,phường,382,2018-01-01,2025-06-30,16531,",
        '16531,Sầm Sơn,phường,38,2025-07-01,,,"Lập từ Phường Quảng Thọ, Phường Quảng Châu, Phường '
        f'Trung Sơn; ghi ngày {TODAY}"',
    ]
    assert [row["code"] for row in made["closed"]] == ["16528", "16531", "14830"]
    put(
        data,
        "hoso_2025-07-31.csv",
        csv_of(
            {"id": "1", "unit": "Phường Sầm Sơn", "received": "02/07/2025"},
            {"id": "2", "unit": "Quảng Thọ", "received": "02/06/2025"},
        ),
    )
    take(data)
    assert ask(data, "select unit_key from dossiers order by dossier_id") == [
        ("16531@2025-07-01",), ("16528@2018-01-01",)
    ]  # fmt: skip
    assert ask(
        data,
        "select count(*) from unit_scope where unit_key = '16531@2025-07-01' "
        "and member_key = '16528@2018-01-01'",
    ) == [(1,)]


def test_a_ward_that_came_from_nothing_stands_under_the_only_province(data):
    units(data, "--add", "16600", "--name", "xã Yên Định", "--from", "2025-07-01")
    assert table(data)[-1] == f"16600,Yên Định,xã,38,2025-07-01,,,Ghi ngày {TODAY}"
    units(
        data, "--add", "20333", "--name", "Đặc khu Hoàng Sa", "--from", "2025-07-01", "--parent",
        "16600",
    )  # fmt: skip
    assert table(data)[-1].startswith("20333,Hoàng Sa,đặc khu,16600,2025-07-01")


ADD = ("--add", "16600", "--name", "Phường Mới", "--from", "2025-07-01")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--add", "1", "--name", "Sầm Sơn", "--from", "2025-07-01"), "chưa ghi loại đơn vị"),
        (("--add", "16528", *ADD[2:]), "Mã 16528 đang là Phường Quảng Thọ từ 01/01/2018"),
        ((*ADD, "--successor-of", "99999"), "Không có đơn vị mã 99999 vào ngày 30/06/2025"),
        ((*ADD, "--parent", "382"), "Không có đơn vị mã 382 vào ngày 01/07/2025"),
        (("--add", "16600", "--name", "Phường Mới"), "Ghi một trong hai cách"),
        ((), "Ghi một trong hai cách"),
        (("x.csv", *ADD), "Ghi một trong hai cách"),
        ((*ADD[:-1], "31/02/2025"), "31/02/2025"),
        # The table's own check: nothing follows a unit that ends before it begins.
        ((*ADD[:-1], "2018-01-01", "--successor-of", "16528"), "mã 16528 vào ngày 31/12/2017"),
    ],
)
def test_what_cannot_be_added_changes_nothing_and_says_why(data, options, sentence):
    assert sentence in units(data, *options, code=1)
    assert table(data) == OLD.splitlines()


def test_a_unit_that_went_into_another_goes_into_no_second_one(data):
    units(data, *ADD, "--successor-of", "16528")
    again = ("--add", "16601", *ADD[2:], "--successor-of", "16528")
    assert units(data, *again, code=1) == (
        "Phường Quảng Thọ (16528) đã ghi nhập vào 16600: bỏ mã 16528, hoặc sửa dòng ấy "
        "trong units.csv."
    )


# The layouts in which the list is published: with all levels in a row, with the level and the
# province's name, and with the province as a row above its wards.
WHOLE = [
    ["Tỉnh Thành Phố", "Mã TP", "Quận Huyện", "Mã QH", "Phường Xã", "Mã PX", "Cấp", "Tiếng Anh"],
    ["Thành phố Hà Nội", 1, "Quận Ba Đình", 1, "Phường Phúc Xá", 1, "Phường", None],
    ["Tỉnh Thanh Hóa", 38, "Thành phố Sầm Sơn", 382, "Phường Quảng Thọ", 16528, "Phường", None],
    ["Tỉnh Thanh Hóa", 38, "Huyện Yên Định", 394, "Xã Yên Phú", 15448, "Xã", None],
]  # fmt: skip
OF_PROVINCES = [
    ["Danh mục đơn vị hành chính cấp xã"],
    ["Mã", "Tên", "Cấp", "Mã tỉnh", "Tỉnh / Thành phố"],
    ["16600", "Yên Phú", "Xã", "38", "Tỉnh Thanh Hóa"],
    ["00004", "Phường Ba Đình", "Phường", "01", "Thành phố Hà Nội"],
    ["", "Tổng số", "", "", "2"],
]
BY_ROWS = [
    ["Mã số", "Tên đơn vị hành chính"],
    ["01", "Thành phố Hà Nội"],
    ["00004", "Phường Ba Đình"],
    ["38", "Tỉnh Thanh Hóa"],
    ["16600", "Xã Yên Phú"],
]
BY_NAME = [
    ["STT", "Tên đơn vị", "Mã đơn vị", "Trực thuộc"],
    ["1", "Xã Yên Phú", "16600", "Thanh Hoá"],
    ["2", "Phường Ba Đình", "00004", "TP Hà Nội"],
]


def test_of_a_list_the_named_units_are_taken_with_what_stands_above_them(data):
    put(data, "ds.xlsx", xlsx({"a": WHOLE}))
    made = units(data, str(data / "inbox" / "ds.xlsx"), "--only", "00001,15448")
    assert table(data)[6:] == [
        f"01,Hà Nội,thành phố,,,,,{LISTED}",
        f"001,Ba Đình,quận,01,,,,{LISTED}",
        f"00001,Phúc Xá,phường,001,,,,{LISTED}",
        f"394,Yên Định,huyện,38,,,,{LISTED}",
        f"15448,Yên Phú,xã,394,,,,{LISTED}",
    ]
    # 38, 382 (which has ended) and 16528 were there.
    assert (made["unchanged"], made["not_added"], made["differ"]) == (3, 0, [])


def test_without_codes_a_list_adds_nothing_and_says_how_to(data):
    put(data, "ds.csv", csv_text(OF_PROVINCES))
    done = command("etl", "units", str(data / "inbox" / "ds.csv"), data=data)
    assert done.stdout.splitlines()[:2] == [
        "units.csv: thêm 0 đơn vị, đổi 0, giữ nguyên 1.",
        "  3 đơn vị của danh mục không được thêm: ghi --only MÃ,MÃ để lấy đơn vị cần dùng (cấp "
        "trên được lấy theo), hoặc --all để lấy hết.",
    ]
    assert table(data) == OLD.splitlines()


@pytest.mark.parametrize(
    ("rows", "parent"),
    [(OF_PROVINCES, "01"), (BY_ROWS, "01"), (BY_NAME, "")],
    ids=["province in the row", "province above", "province by name"],
)
def test_every_layout_gives_the_same_units(data, rows, parent):
    put(data, "ds.csv", csv_text(rows, delimiter=";"))
    path = str(data / "inbox" / "ds.csv")
    made = units(data, path, "--all", "--from", "01/07/2025", code=3 if rows is OF_PROVINCES else 0)
    found = {row["code"]: (row["kind"], row["name"], row["parent"]) for row in made["added"]}
    found.pop("01", None)
    assert found == {
        "16600": ("xã", "Yên Phú", "38"), "00004": ("phường", "Ba Đình", parent)
    }  # fmt: skip
    assert {row["valid_from"] for row in made["added"]} == {"2025-07-01"}


def test_a_unit_of_another_name_is_another_unit_only_from_a_day(data):
    rows = [["Mã", "Tên", "Mã tỉnh", "Tỉnh"], ["16531", "Phường Sầm Sơn", "38", "Tỉnh Thanh Hóa"]]
    put(data, "ds.csv", csv_text(rows))
    path = str(data / "inbox" / "ds.csv")
    row_values = {"code": "16531", "was": "Phường Quảng Châu", "name": "Phường Sầm Sơn"}
    assert units(data, path)["differ"] == [row_values]
    assert table(data) == OLD.splitlines()
    assert units(data, path, "--from", "2025-07-01")["changed"] == [row_values]
    assert table(data)[5:] == [
        "16531,Quảng Châu,phường,382,2018-01-01,2025-06-30,16531,",
        f"16531,Sầm Sơn,phường,38,2025-07-01,,,{LISTED}",
    ]


def test_a_code_that_the_list_lacks_and_a_kind_that_is_none_are_said(data):
    rows = [["Mã", "Tên"], ["16600", "Yên Phú"], ["", "Xã Không Mã"], ["16601", "Xã Quý Lộc"]]
    put(data, "ds.csv", csv_text(rows))
    path = str(data / "inbox" / "ds.csv")
    assert units(data, path, "--only", "16601,99999", code=1) == (
        "Tệp ds.csv không có đơn vị mã 99999: xem lại mã."
    )
    made = units(data, path, "--only", "16601", code=3)
    assert [row["code"] for row in made["added"]] == ["16601"]
    assert made["skipped"] == [{"file": "ds.csv", "line": 2, "why": "no_kind"}]
