"""Texts of old fonts, read as the font shows them once a person said of which they are."""

import pytest

from etl.headers import fit
from etl.profile import Profile
from etl.read import Rows, layout
from etl.read.syllables import in_unicode
from etl.words import Refusal
from tests.conftest import slice_of
from tests.files import HEADER, ROWS
from tests.snapshots import put
from tests.test_read_formats import OLD

pytestmark = pytest.mark.usefixtures("workbooks_in_process")

OF_TCVN3 = [
    "TCVN3 as its bytes",
    "TCVN3 through a spreadsheet",
    "TCVN3 under Unicode headings",
    "in a workbook",
    "in a page",
]


def read(folder, case: str, font: str) -> dict[str, list]:
    """The cells of a file by field."""
    path = put(folder, "hoso_2025-06-30.csv", OLD[case][0])
    file = layout(path, profile=Profile(letters=font))
    match = fit(file.header)
    return {name: [*Rows(file, match).cells(name)] for name in match.columns}


@pytest.mark.parametrize("case", slice_of(OF_TCVN3, "TCVN3 as its bytes"))
def test_a_table_of_tcvn3_is_the_same_table(case, tmp_path):
    found = read(tmp_path, case, "tcvn3")
    assert found["neighbourhood"] == [row[7] for row in ROWS]
    assert found["dossier_id"] == [row[0] for row in ROWS]
    assert len(found) == len(HEADER) - 1  # all but the person's name


def test_a_table_of_vni_is_the_same_table(tmp_path):
    found = read(tmp_path, "VNI in the cells", "vni")
    assert found["procedure"] == ["Đăng ký khai sinh"] * 3
    assert found["neighbourhood"] == ["Tổ dân phố 1"] * 3
    assert {"dossier_id", "status_code", "received_at"} <= read(
        tmp_path, "VNI headings", "vni"
    ).keys()


def test_a_text_of_another_font_than_was_answered_is_refused_still(tmp_path):
    with pytest.raises(Refusal, match="phông TCVN3"):
        read(tmp_path, "TCVN3 through a spreadsheet", "vni")


@pytest.mark.parametrize(
    ("letters", "font", "shown"),
    [
        ("§· tr¶ kÕt qu¶", "tcvn3", "Đã trả kết quả"),
        ("Qu¶ng Thä", "tcvn3", "Quảng Thọ"),
        ("Ñaõ traû keát quaû", "vni", "Đã trả kết quả"),
        ("ÑAÕ TRAÛ KEÁT QUAÛ", "vni", "ĐÃ TRẢ KẾT QUẢ"),
        ("UÛy ban", "vni", "Ủy ban"),
        ("Đã trả, cã", "tcvn3", "Đã trả, cã"),  # a line of Unicode stays
        ("4,Đã trả,§¨ng ký,bà Hà\n", "tcvn3", "4,Đã trả,Đăng ký,bà Hà\n"),
        ("4;Đã trả;Ñaêng kyù;bà Hà", "vni", "4;Đã trả;Đăng ký;bà Hà"),
        ("H56.14-250602-0001", "vni", "H56.14-250602-0001"),
    ],
)
def test_letters_of_a_font_are_those_that_it_shows(letters, font, shown):
    assert in_unicode(letters, font) == shown
