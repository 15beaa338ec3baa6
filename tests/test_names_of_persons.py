"""What names a person in headings and in files' names: known by stems, hidden where it is kept."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.contract import contracts
from etl.engine import connect
from etl.free_text import is_like_a_name
from etl.profile_file import read_profile
from etl.read import layout
from etl.settings import read_settings
from etl.words import Refusal
from personal_data import file_name_kept, heading_kept, is_personal, masked
from tests.conftest import PROJECT, command
from tests.snapshots import csv_of, put

PERSONAL = """
    Họ tên|Họ và tên|Họ, tên|HỌ TÊN NGƯỜI NỘP|hoten|HoTenNguoiNop|ho_ten|Họ và chữ đệm|Tên khách
    Tên khách hàng|TEN_KHACH_HANG|Tên người nộp|Tên chủ hộ|Tên công dân|Công dân|Tên ông/bà
    Chủ hồ sơ|Địa chỉ|Địa chỉ thường trú|DiaChi|dia_chi|Nơi thường trú|Nơi ở hiện nay|Số nhà
    Điện thoại|Số điện thoại liên hệ|Số ĐT|ĐT|SĐT|SDT nguoi nop|so_dien_thoai|phone_number
    CCCD|CCCD/CMND|Số CCCD (12 số)|CMND số|Căn cước công dân|Thẻ căn cước|Số định danh cá nhân
    E-mail|Email người nộp|email_address|Thư điện tử|Ngày sinh|Năm sinh|Ngày, tháng, năm sinh
    Tổ chức, cá nhân|Ông/bà|Người bị tố cáo|Người nhận kết quả|Người có đơn|Đương sự|Tel|Số GTTT
    Số tài khoản|Tên tài khoản|Hộ chiếu|Số hộ chiếu|Sổ hộ khẩu|Mã số thuế|full_name|FullName
"""
OTHERS = """
    Tên TTHC|Tên thủ tục|Đơn vị|Tên đơn vị|Tên bộ phận|Tên nhiệm vụ|Tên chủ đề|Địa chính
    Cán bộ địa chính|Số người được tiếp|Số hộ|Ngày tiếp công dân|Ngày sinh hoạt|Sở nhà đất|closed_dt
    Mã định danh cơ quan|Người nhận hồ sơ|Người tiếp|Chủ trì|Tổ dân phố|Lĩnh vực bảo hiểm|Quê
    Mức độ hài lòng của người dân|Công chức hướng dẫn người nộp hồ sơ tận tình
    Thái độ của công chức với người dân|Ý kiến của tổ chức, cá nhân
"""


def _listed(text: str) -> list[str]:
    return [word.strip() for line in text.strip().splitlines() for word in line.split("|")]


@pytest.mark.parametrize("heading", _listed(PERSONAL))
def test_a_heading_of_personal_data_is_known_by_its_stem(heading):
    assert is_personal(heading)


@pytest.mark.parametrize("heading", _listed(OTHERS))
def test_a_heading_that_only_sounds_alike_is_no_personal_data(heading):
    assert not is_personal(heading)


def test_no_contract_takes_a_heading_of_personal_data_and_each_that_it_lists_is_known():
    for contract in contracts().values():
        for field in contract.fields:
            if not field.get("text", "").startswith("officer"):
                headings = (field["name"], field["title"], *field.get("aliases", ()))
                assert [*filter(is_personal, headings)] == []
        assert [heading for heading in contract.personal if not is_personal(heading)] == []


def test_every_heading_of_the_sample_and_of_a_contract_is_kept_as_it_is():
    headings = {h for p in (PROJECT / "data" / "sample").glob("*.csv") for h in layout(p).header}
    for contract in contracts().values():
        headings |= {h for f in contract.fields for h in (f["title"], *f.get("aliases", ()))}
    assert len(headings) > 200
    assert [heading for heading in headings if heading_kept(heading) != heading] == []


@pytest.mark.parametrize("heading", ["Tên khách", "Địa chỉ thường trú", "Số ĐT", "Số nhà"])
@pytest.mark.parametrize("field", ["neighbourhood", "dossier_id", "procedure"])
def test_a_profile_gives_personal_data_to_no_field(tmp_path, field, heading):
    path = tmp_path / "khac.toml"
    path.write_text(f'source = "dossiers"\n[columns]\n{field} = "{heading}"\n', "utf-8")
    with pytest.raises(Refusal, match=f"“{heading}” là dữ liệu cá nhân"):
        read_profile(path)


def test_a_profile_may_name_the_officers_column_for_only_codes_are_kept_of_it(tmp_path):
    path = tmp_path / "khac.toml"
    path.write_text('source = "dossiers"\n[columns]\nofficer = "Họ tên cán bộ"\n', "utf-8")
    assert read_profile(path).columns == {"officer": "Họ tên cán bộ"}


NAMES = {
    "hoso_2025-06-30.csv": "hoso_2025-06-30.csv",
    "hoso 2025-01-01 2025-06-30 (1).csv": "hoso 2025-01-01 2025-06-30 (1).csv",
    "hoso_20250101-20250630.csv": "hoso_20250101-20250630.csv",
    "hoso_20250630101500.csv": "hoso_20250630101500.csv",
    "hoso_01.06.2025-30.06.2025.csv": "hoso_01.06.2025-30.06.2025.csv",
    "16528-20250630.csv": "16528-20250630.csv",
    "Hồ Sơ Trễ Hạn Phường Nguyễn Trãi.csv": "Hồ Sơ Trễ Hạn Phường Nguyễn Trãi.csv",
    "2026-11-29T085900123456-abcdefghijklmnop.csv": "2026-11-29T085900123456-abcdefghijklmnop.csv",
    "hoso_0912345678_2025-06-30.csv": "hoso_[đã che]_2025-06-30.csv",
    "hoso_0912.345.678.csv": "hoso_[đã che].csv",
    "038190001234.csv": "[đã che].csv",
    "an.danh@vidu.vn.csv": "[đã che].csv",
    "Đơn của Nguyễn Thị Ẩn Danh 30-06-2025.csv": "Đơn của [đã che] 30-06-2025.csv",
    "NguyenThiAnDanh_2025-06-30.csv": "[đã che]_2025-06-30.csv",
    "DS_NGUYỄN THỊ ẨN DANH.csv": "DS_[đã che].csv",
    "Le_Thi_Hoa.csv": "[đã che].csv",
    "Đơn của Tống Thị Ẩn và Lò Văn Danh.csv": "Đơn của [đã che] và [đã che].csv",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_files_name_is_kept_with_its_days_and_without_what_names_a_person(name):
    assert file_name_kept(name) == NAMES[name]


PIECES = ["Nguyễn", "NGUYỄN ", "nguyễn thị ", "Hồ ", "Văn ", "ông ", "bà ", "An ", "Lê_"]
PIECES += ["số ", "ngõ ", "phố ", "đường ", "TDP ", "Số nhà ", "SN ", "(at)", "đồng", "Ð", "０９"]
PIECES += ["02/06/2025", "0912/345/678", "N.", "Ng. ", "T.P.", "Bình", "chị ", "Bác ", "đ/c "]
PIECES += ["nhà 12 ", "căn hộ 7", "tổ 3 ", "thôn A, ", "ở 25/4 ", "12 ", "Quang ", ". ", ", "]
SIGNS = st.lists(
    st.text("0123456789 .()–-+@aBđ/:\t\n\r\f\v\u00a0\u200b\u2003", max_size=8)
    | st.sampled_from(PIECES),
    max_size=6,
).map("".join)


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    """An engine that masks as the door does."""
    folder = tmp_path_factory.mktemp("engine")
    with connect(read_settings(folder), folder) as con:
        yield con


@given(texts=st.lists(SIGNS, min_size=20, max_size=40))
def test_a_page_masks_what_the_door_masks(engine, texts):
    rows = engine.execute("select x, mask(x) from unnest($t) t(x)", {"t": texts}).fetchall()
    assert [hidden for _, hidden in rows] == [masked(text) for text, _ in rows]


def test_a_long_word_is_masked_at_once():
    assert masked("x" * 1_000_000 + "@") == "x" * 1_000_000 + "@"


SECRETS = ("0912345678", "an.danh@vidu.vn", "038190001234", "Nguyễn Thị Ẩn Danh")


def test_names_of_files_and_headings_are_kept_nowhere_as_they_were(tmp_path):
    phone, mail, card, name = SECRETS
    headings = "".join(f",Ghi chú {secret}" for secret in SECRETS)
    cells = "," * len(SECRETS)
    good = [line + (cells if n else headings) for n, line in enumerate(csv_of({}).splitlines())]
    put(tmp_path, f"hoso_{name}_{phone}_2025-06-30.csv", "\n".join(good) + "\n")
    for number, secret in enumerate(SECRETS):
        named = f"{number} {secret} 2025-06-30.csv"
        put(tmp_path, named, [b"", b"\0\0\0", b"a,b\n", f"Ghi {secret},b\n1,2\n".encode()][number])
    put(tmp_path, f"5 {mail}.csv", f"Mã hồ sơ,{name},{card}\n1,2,3\n")
    done = command("etl", "load", "--json", data=tmp_path)
    assert done.returncode == 3, done.stderr
    left = [done.stdout, done.stderr]
    for folder in ("staged", "checked", "warehouse"):
        for path in (p for p in (tmp_path / folder).rglob("*") if p.is_file()):
            left += [path.name, path.read_bytes().decode("utf-8", "replace")]
    assert [secret for secret in SECRETS if secret in "\n".join(left)] == []
    files = json.loads((tmp_path / "warehouse" / "last_load.json").read_text("utf-8"))["files"]
    assert [file["outcome"] for file in files].count("refused") == 5
    (loaded,) = (file for file in files if file["outcome"] == "loaded")
    assert loaded["file"] == "hoso_[đã che]_[đã che]_2025-06-30.csv"
    assert loaded["dropped_columns"] == ["Ghi chú [đã che]"] * 4


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ("Cao Bá Quát", True),
        ("Lò Văn B.", True),
        ("Khai sinh", False),
        ("Animal Generic Request", False),
        ("Bed Bugs", False),
        ("KHAI TỬ", False),
    ],
)
def test_a_few_vietnamese_words_in_capitals_are_taken_for_a_person(text, is_name):
    assert is_like_a_name(text) == is_name
