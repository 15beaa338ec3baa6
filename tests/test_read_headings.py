"""Where the table stands in a sheet, and which rows below its heading are no data."""

import pytest

from etl.profile import Profile
from etl.read import layout
from etl.read.heading import joined
from etl.words import Refusal
from tests.files import HEADER, ROWS, TABLE, csv_text, xlsx
from tests.snapshots import ask, put, take, take_alone

pytestmark = pytest.mark.usefixtures("workbooks_in_process")

CODES = ["H56.14-250602-0001", "H56.14-250603-0002"]
ABOVE = [
    ["UBND THÀNH PHỐ", "", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    [],
    ["SỔ THEO DÕI HỒ SƠ, tháng 6"],
    ["(Từ ngày 01/06/2025 đến ngày 30/06/2025)"],
]


def wide(rows: list[list[str]], before: int = 0, width: int = 8) -> list[list[str]]:
    """Rows moved to the right by blank columns, and filled up with blank cells."""
    return [([""] * before + row + [""] * width)[: before + width] for row in rows]


def landed(folder, rows: list[list[str]], as_workbook: bool = False):
    """(the staged note, the rows) of a table as a CSV or a workbook."""
    content = xlsx({"Sheet1": rows}) if as_workbook else csv_text(rows)
    name = "hoso_2025-06-30.xlsx" if as_workbook else "hoso_2025-06-30.csv"
    return take_alone(folder, put(folder, name, content))


@pytest.mark.parametrize("as_workbook", [False, True])
@pytest.mark.parametrize("before", [0, 2])
def test_titles_blank_rows_and_blank_columns_around_a_table_change_nothing(
    tmp_path, as_workbook, before
):
    rows = wide([*ABOVE, *TABLE], before)
    staged, found = landed(tmp_path, rows, as_workbook)
    assert [row[0] for row in found] == [6, 7]
    assert [row[1] for row in found] == CODES
    assert (staged.rows_read, staged.not_data) == (2, {})


@pytest.mark.parametrize("as_workbook", [False, True])
def test_a_heading_of_two_rows_is_one_heading(tmp_path, as_workbook):
    rows = [
        ["TT", "Mã hồ sơ", "Trạng thái", "Ngày, tháng, năm", "", "", "Trả kết quả", ""],
        ["", "", "", "Nhận hồ sơ", "Hẹn trả kết quả", "Chuyển đi", "Ngày nhận kết quả", "Ký nhận"],
        ["1", "2", "3", "4", "5", "6", "7", "8"],
        ["1", CODES[0], "10", "02/06/2025", "05/06/2025", "", "04/06/2025", ""],
        ["2", CODES[1], "4", "03/06/2025", "06/06/2025", "", "", ""],
    ]
    staged, found = landed(tmp_path, rows, as_workbook)
    assert found == [
        (4, CODES[0], "10", "02/06/2025", "05/06/2025", "04/06/2025"),
        (5, CODES[1], "4", "03/06/2025", "06/06/2025", None),
    ]
    assert staged.headers["received_at"] == "Nhận hồ sơ"
    assert staged.not_data == {"numbering": 1}
    assert staged.rows_found == 3


@pytest.mark.parametrize(
    ("upper", "lower", "titles"),
    [
        (["Mã", "Ngày", "", "Khác"], ["", "tiếp nhận", "hẹn trả", ""],
         ["Mã", "Ngày tiếp nhận", "Ngày hẹn trả", "Khác"]),
        (["TT", "Nhóm", "", ""], ["TT", "Mã hồ sơ", "", "Trạng thái"],
         ["TT", "Mã hồ sơ", "", "Trạng thái"]),
        (["A", "Số lượng", ""], ["", "nam", "nữ"], ["A", "Số lượng – nam", "Số lượng – nữ"]),
    ],
)  # fmt: skip
def test_a_groups_title_stands_over_the_titles_below_it(upper, lower, titles):
    assert joined(upper, lower, Profile()) == titles


def test_a_header_of_a_profile_is_found_below_titles_too(tmp_path):
    rows = wide([*ABOVE, ["Số biên nhận", *HEADER[1:]], *ROWS])
    path = put(tmp_path, "hoso_2025-06-30.csv", csv_text(rows))
    profile = Profile(source="dossiers", columns={"dossier_id": "Số biên nhận"})
    file = layout(path, profile=profile)
    assert file.header[0] == "Số biên nhận"


BETWEEN = [
    ROWS[0],
    HEADER,
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
    ["", "", "", "", "", "", "", ""],
    ROWS[1],
    ["Tổng cộng: 2 hồ sơ", "", "2", "", "", "", "", ""],
    ["", "", "", "", "", "", "Sầm Sơn, ngày 30 tháng 06 năm 2025", ""],
    ["NGƯỜI LẬP SỔ", "", "", "", "", "", "THỦ TRƯỞNG ĐƠN VỊ", ""],
    ["(Ký, ghi rõ họ tên)", "", "", "", "", "", "", ""],
    ["Lê Văn Mẫu", "", "", "", "", "", "", ""],
]


@pytest.mark.parametrize("as_workbook", [False, True])
def test_numbers_headings_totals_and_signatures_are_counted_as_no_data(tmp_path, as_workbook):
    staged, found = landed(tmp_path, [HEADER, *BETWEEN], as_workbook)
    assert [(row[0], row[1]) for row in found] == [(2, CODES[0]), (6, CODES[1])]
    assert staged.not_data == {
        "repeated_heading": 1, "numbering": 1, "blank": 1, "total": 1, "aside": 4
    }  # fmt: skip
    assert (staged.rows_read, staged.rows_found, staged.faults) == (2, 10, [])


def test_in_a_long_file_they_are_found_wherever_they_stand(tmp_path):
    many = [[f"H56.14-250602-{n:04}", *ROWS[0][1:]] for n in range(1, 201)]
    rows = [HEADER, *many[:150], HEADER, *many[150:], ["Tổng cộng", "", "", "200", "", "", "", ""]]
    staged, found = landed(tmp_path, rows)
    assert len(found) == 200 and found[-1][:2] == (202, "H56.14-250602-0200")
    assert staged.not_data == {"repeated_heading": 1, "total": 1}


def test_rows_that_are_no_data_are_counted_in_the_summary_and_the_table_of_loads(tmp_path):
    put(tmp_path, "hoso_2025-06-30.csv", csv_text([HEADER, *BETWEEN]))
    (file,) = take(tmp_path)["files"]
    assert (file["rows_read"], file["rows_rejected"], file["rows_not_data"]) == (2, 0, 8)
    counts = "rows_found, rows_read, rows_accepted, rows_rejected, rows_not_data"
    assert ask(tmp_path, f"select {counts} from loads") == [(10, 2, 2, 0, 8)]
    assert ask(tmp_path, "from rejected_rows") == []


GROUPED = [
    ["STT", "Mã hồ sơ", "Trạng thái", "Ngày tiếp nhận", "Ngày hẹn trả"],
    ["I. Lĩnh vực Hộ tịch", "", "", "", ""],
    ["1. Thủ tục: Đăng ký khai sinh", "", "", "", ""],
    ["1", CODES[0], "4", "02/06/2025", ""],
    ["2. Thủ tục: Đăng ký kết hôn", "", "", "", ""],
    ["1", CODES[1], "4", "03/06/2025", ""],
    ["II. Lĩnh vực: Đất đai", "", "", "", ""],
    ["1", "H56.14-250604-0003", "4", "04/06/2025", ""],
    ["III. KHÁC", "", "", "", ""],
    ["1", "H56.14-250605-0004", "4", "05/06/2025", ""],
]


@pytest.mark.parametrize("as_workbook", [False, True])
def test_what_group_rows_say_is_carried_to_the_rows_below_them(tmp_path, as_workbook):
    staged, found = landed(tmp_path, GROUPED, as_workbook)
    assert set(staged.headers) >= {"field", "procedure"}
    headings = {row[1]: row[-2:] for row in found}
    assert headings[CODES[0]] == ("Đăng ký khai sinh", "Hộ tịch") or set(headings[CODES[0]]) == {
        "Đăng ký khai sinh", "Hộ tịch"
    }  # fmt: skip
    assert set(headings[CODES[1]]) == {"Đăng ký kết hôn", "Hộ tịch"}
    assert set(headings["H56.14-250604-0003"]) == {"Đất đai", None}
    assert staged.not_data == {"group": 5}


def test_a_group_row_may_have_its_number_in_a_cell_of_its_own(tmp_path):
    rows = [
        GROUPED[0],
        ["I", "Lĩnh vực: Hộ tịch", "", "", ""],
        ["1", "Thủ tục: Đăng ký khai sinh", "", "", ""],
        *GROUPED[3:4],
        ["II", "HỒ SƠ KHÁC", "", "", ""],
        *GROUPED[5:6],
        ["3", "không phải mã", "", "", ""],  # a number and what is no code: a row that is refused
        *GROUPED[7:8],
    ]
    staged, found = landed(tmp_path, rows)
    assert staged.not_data == {"group": 3}
    assert {"Đăng ký khai sinh", "Hộ tịch"} <= set(found[0])
    assert [row[1] for row in found] == [CODES[0], CODES[1], "[đã che]", "H56.14-250604-0003"]


OTHER = ["Mã hồ sơ", "Ngày hẹn trả", "Ngày tiếp nhận", "Tình trạng", "Ghi chú"]


@pytest.mark.parametrize("as_workbook", [False, True])
def test_a_second_table_with_other_columns_is_refused_and_not_read_as_the_first(
    tmp_path, as_workbook
):
    second = [["Hồ sơ quá hạn"], OTHER, [CODES[1], "", "03/06/2025", "4", ""]]
    with pytest.raises(Refusal) as refusal:
        landed(tmp_path, wide([*GROUPED[:1], *GROUPED[3:4], [], *second], width=5), as_workbook)
    assert "dòng 5" in str(refusal.value) and "một trang tính riêng" in str(refusal.value)


def test_a_heading_written_a_little_otherwise_further_down_is_no_second_table(tmp_path):
    again = ["TT", "Mã số hồ sơ", "Tình trạng", "Ngày nhận", "Hạn trả"]
    staged, found = landed(tmp_path, [GROUPED[0], GROUPED[3], again, GROUPED[5]])
    assert staged.not_data == {"repeated_heading": 1}
    assert [row[1] for row in found] == CODES


def test_a_group_that_names_no_field_ends_the_group_before_it(tmp_path):
    rows = [
        GROUPED[0],
        ["I. Lĩnh vực: Hộ tịch (2 hồ sơ)", "", "", "", ""],
        ["1. Thủ tục: Đăng ký khai sinh (1)", "", "", "", ""],
        GROUPED[3],
        ["", "", "", "", "Trang 1/2"],
        ["2. Việc khác", "", "", "", ""],  # of the first field still, and of no known procedure
        GROUPED[5],
        ["II. Chứng thực", "", "", "", ""],  # of another field, nobody says which
        GROUPED[7],
    ]
    staged, found = landed(tmp_path, rows)
    assert staged.not_data == {"group": 5}
    assert [{*row[-2:]} for row in found] == [
        {"Đăng ký khai sinh", "Hộ tịch"}, {None, "Hộ tịch"}, {None}
    ]  # fmt: skip


def test_a_group_fills_a_blank_cell_of_its_column_and_no_other(tmp_path):
    rows = [
        ["Mã hồ sơ", "Lĩnh vực", "Trạng thái", "Ngày tiếp nhận", "Ngày hẹn trả"],
        ["Lĩnh vực: Hộ tịch", "", "", "", ""],
        [CODES[0], "", "4", "02/06/2025", ""],
        [CODES[1], "Đất đai", "4", "03/06/2025", ""],
    ]
    _, found = landed(tmp_path, rows)
    assert [(row[1], row[2]) for row in found] == [(CODES[0], "Hộ tịch"), (CODES[1], "Đất đai")]


def test_a_row_that_only_lacks_its_dates_or_its_code_is_rejected_and_not_passed_over(tmp_path):
    good = [[f"H56.14-250602-{n:04}", *ROWS[0][1:]] for n in range(1, 21)]
    bad = [
        ["H56.14-250602-0099", "", "", "", "", "", "", ""],
        ["", "", "", "", "Đang xử lý", "", "", ""],
        ["", "", "", "", "", "03/06/2025", "", ""],
        ["", "", "16528", "", "một trạng thái lạ", "", "", ""],
    ]
    put(tmp_path, "hoso_2025-06-30.csv", csv_text([HEADER, *bad, *good]))
    (file,) = take(tmp_path)["files"]
    assert (file["rows_read"], file["rows_accepted"], file["rows_rejected"]) == (24, 20, 4)
    assert file["not_data"] == {}


def test_a_personal_text_in_a_title_a_group_or_a_signature_reaches_nothing(tmp_path):
    name, number = "Phạm Thị Ví Dụ", "0912345678"
    rows = [
        [f"Người lập: {name}, {number}", *[""] * 7],
        HEADER,
        [f"Thủ tục: Khai sinh cho {number}", *[""] * 7],
        *ROWS,
        [name, "", "", "", "", "", number, ""],
    ]
    put(tmp_path, "hoso_2025-06-30.xlsx", xlsx({f"Của {name}": rows, "Khác " + name: [["x"]]}))
    take(tmp_path)
    kept = [p for p in tmp_path.rglob("*") if p.is_file() and "inbox" not in p.parts]
    held = b"".join(path.read_bytes() for path in kept)
    assert number.encode() not in held and name.encode() not in held
    assert ask(tmp_path, "select count(*) from dossiers") == [(2,)]
