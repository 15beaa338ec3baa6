"""The period that the province's form names of itself, and what the page does where it differs."""

# `opened` is a fixture of another module, which a test takes by naming it.
# ruff: noqa: F401, F811

import json

import pytest

from board.form_06a.upload import read_form
from board.form_06a.upload_header import fold
from board.form_06a.upload_period import periods_named
from board.text import form_06a
from board.ui.components import downloads
from tests.conftest import command
from tests.literal import filled
from tests.test_form_file import CIVIL, LAND, NUMBERS, TITLES, TOTAL, text, xlsx
from tests.test_pages import infos, opened

pytestmark = pytest.mark.usefixtures("workbooks_in_process")


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A data folder with two dossiers of Quảng Thọ."""
    table = "id | status | received | due\n1 | 4 | 02/06 | 05/06\n2 | 4 | 02/06 | 05/07"
    return filled(tmp_path_factory.mktemp("form"), {"2025-06-30": table})


def keys(*lines: str) -> list[str]:
    return [period.key for period in periods_named(map(fold, lines))]


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Kỳ báo cáo: Quý II/2025", "2025-q2"),
        ("Quý II năm 2025", "2025-q2"),
        ("QUÝ 2 NĂM 2025", "2025-q2"),
        ("Kỳ báo cáo: Quý IV/Năm 2024", "2024-q4"),
        ("Quý: I; Năm: 2025", "2025-q1"),
        ("Tháng 6/2025", "2025-06"),
        ("THÁNG 06 NĂM 2025", "2025-06"),
        ("tình hình giải quyết TTHC tháng 12-2024", "2024-12"),
        ("T6/2025", "2025-06"),
        ("6 tháng đầu năm 2025", "2025-h1"),
        ("06 THÁNG NĂM 2025", "2025-h1"),
        ("6 tháng cuối năm 2025", "2025-h2"),
        ("Sáu tháng đầu năm 2025", "2025-h1"),
        ("9 tháng năm 2025", "2025-9m"),
        ("Chín tháng đầu năm 2025", "2025-9m"),
        ("11 tháng năm 2025", "2025-01-01..2025-11-30"),
        ("Năm 2025", "2025"),
        ("KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH NĂM 2025", "2025"),
        ("từ ngày 01/04/2025 đến ngày 30/06/2025", "2025-q2"),
        ("(Từ 1/4 đến hết 30/6/2025)", "2025-q2"),
        ("Từ ngày 15/12/2024 đến ngày 14/3/2025", "2024-12-15..2025-03-14"),
        ("từ ngày 01 tháng 6 năm 2025 đến ngày 30 tháng 6 năm 2025", "2025-06"),
        ("từ 2025-04-01 00:00:00 đến 2025-06-30 00:00:00", "2025-q2"),
        ("từ tháng 1 đến tháng 6 năm 2025", "2025-h1"),
        ("Kỳ báo cáo: Từ 01/04/2025 - 30/06/2025", "2025-q2"),
        ("từ ngày 01/04/2025 tới ngày 30/06/2025", "2025-q2"),
        ("Tháng Sáu năm 2025", "2025-06"),
        ("Tháng Mười Hai năm 2024", "2024-12"),
        ("Quý Hai năm 2025", "2025-q2"),
        ("Kỳ báo cáo: 06/2025", "2025-06"),
        ("từ tháng 12/2024 đến hết tháng 5/2025", "2024-12-01..2025-05-31"),
    ],
)
def test_a_period_is_read_in_every_way_in_which_a_form_names_it(written, key):
    assert keys("UBND TỈNH THANH HOÁ", written) == [key]


def test_days_go_before_the_quarter_that_they_are_called():
    assert keys("Quý II/2025", "(Từ ngày 15/03/2025 đến ngày 14/06/2025)") == [
        "2025-03-15..2025-06-14"
    ]


def test_two_periods_are_both_named():
    assert keys("Quý II và 6 tháng đầu năm 2025, quý II/2025") == ["2025-h1", "2025-q2"]


def test_a_period_may_stand_in_two_rows():
    assert keys("BÁO CÁO THÁNG 6", "NĂM 2025 CỦA PHƯỜNG") == ["2025-06"]
    assert keys("Quý II", "2025") == ["2025-q2"]


@pytest.mark.parametrize(
    "written",
    [
        "",
        "Thanh Hoá, ngày 05 tháng 7 năm 2025",
        "Thanh Hoá, ngày … tháng 7 năm 2025",
        "Ban hành kèm theo Thông tư số 01/2020/TT-VPCP ngày 21 tháng 10 năm 2020",
        "Theo Nghị định 118 năm 2025 của Chính phủ",
        "Kỳ báo cáo: Tháng 6",
        "Quý II",
        "Tháng 13/2025",
        "từ ngày 31/02/2025 đến ngày 30/06/2025",
        "từ ngày 30/06/2025 đến ngày 01/06/2025",
        "Tính đến ngày 30/06/2025",
        "Biểu số II.06a/VPCP/KSTT",
    ],
)
def test_what_names_no_period_is_none(written):
    assert keys(written) == []


def test_the_period_of_a_form_is_read_from_its_title_whatever_holds_it():
    form = [*TITLES, NUMBERS, LAND, CIVIL, TOTAL]
    assert [p.key for p in read_form(xlsx(form)).periods] == ["2025-q2"]
    assert [p.key for p in read_form(text(form).encode()).periods] == ["2025-q2"]
    in_cells = [["Tháng", 6, "Năm", 2025], NUMBERS, LAND, CIVIL, TOTAL]
    assert [p.key for p in read_form(xlsx(in_cells)).periods] == ["2025-06"]
    below = [NUMBERS, LAND, CIVIL, TOTAL, ["Thanh Hoá, tháng 7/2025"]]
    assert read_form(xlsx(below)).periods == []


def dropped(shown, *title: str):
    """The page after the province's form, equal to ours but for its title, was dropped on it."""
    ours = shown.dataframe[0].value.set_axis(
        [form_06a.FIELD_HEADING, *form_06a.CELL_NAMES.values()], axis=1
    )
    ours.iloc[-1, 11] += 2  # (13) of the total
    content = "".join(f'"{line}"\n' for line in title).encode() + downloads.to_csv(ours)[3:]
    shown.file_uploader[0].set_value(("tinh.csv", content, "text/csv")).run()
    return shown


def test_a_form_of_another_period_is_compared_only_where_a_reader_insists(opened, data):
    shown = opened("form_06a", data, {"unit": "16528", "period": "2025-q2"})
    dropped(shown, "UBND tỉnh Thanh Hoá", "Tháng 6 năm 2025")
    assert infos(shown) == [
        "Biểu ghi kỳ “Tháng 6/2025”, kỳ đang chọn là “Quý II/2025”: chưa đối chiếu, vì khác kỳ thì "
        "hầu hết các ô đều lệch. Chọn lại kỳ cho đúng với biểu, hoặc thả biểu của kỳ đang chọn."
    ]
    assert len(shown.dataframe) == 1  # ours alone
    (insists,) = shown.checkbox
    assert insists.label == "Vẫn đối chiếu với “Quý II/2025”"
    insists.check().run()
    assert len(shown.dataframe) == 2


def test_a_form_of_the_chosen_period_is_compared_at_once_and_one_without_says_so(opened, data):
    shown = opened("form_06a", data, {"unit": "16528", "period": "2025-q2"})
    no_period = "Biểu không ghi kỳ báo cáo: xem lại biểu có đúng là của “Quý II/2025” không."
    dropped(shown, "Quý II năm 2025")
    assert len(shown.dataframe) == 2 and not shown.checkbox
    assert no_period not in [block.value for block in shown.caption]
    dropped(shown)
    assert len(shown.dataframe) == 2
    assert no_period in [block.value for block in shown.caption]


def test_the_command_compares_a_form_of_its_own_period_or_on_demand(data, tmp_path):
    path = tmp_path / "tinh.csv"
    rows = [["Quý II năm 2025"], NUMBERS, [1, "Hộ tịch", 2, 0, 2, 0, 0, 0, 0, 0, 2, 2, 0]]
    path.write_text(text(rows), "utf-8")
    june, quarter = ("--from", "2025-06-01"), ("--from", "2025-04-01")
    asked = ("board", "compare-form", str(path), "--to", "2025-06-30", "--unit", "16528")
    done = command(*asked, *quarter, data=data)
    # One of the two was due on 05/06: ours has it in (13), theirs in (12).
    assert done.stdout.splitlines() == [
        "4 ô lệch: 0 ô giải thích được hết, 4 ô còn phần chưa giải thích được.",
        *(
            f"{field}, ô {cell}, lệch {much} (chưa giải thích được 1)."
            for field in ("Hộ tịch", "Tổng cộng")
            for cell, much in (
                ("(12) Đang giải quyết, trong hạn: tỉnh 2, bảng 1", "+1"),
                ("(13) Đang giải quyết, quá hạn: tỉnh 0, bảng 1", "−1"),
            )
        ),
    ]
    refused = command(*asked, *june, data=data)
    assert refused.returncode == 1 and refused.stdout == ""
    assert refused.stderr.startswith("Biểu ghi kỳ “Quý II/2025”, kỳ đang chọn là “Tháng 6/2025”")
    assert refused.stderr.endswith("thêm --anyway.\n")
    insisted = command(*asked, *june, "--anyway", "--json", data=data)
    assert len(json.loads(insisted.stdout)["differences"]) == 4
    absent = command(*asked[:2], str(tmp_path / "x"), *asked[3:], *june, data=data)
    assert "Không đọc được" in absent.stderr
