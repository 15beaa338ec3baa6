"""Persons and houses within running text: literal text in, literal text out, and what stays."""

import csv
import re

import pytest

from etl.contract import contracts
from etl.engine import connect
from etl.settings import read_settings
from personal_data import file_name_kept, heading_kept, masked
from tests.conftest import PROJECT

# What a citizen or a clerk may write → what is kept of it.
HIDDEN = {
    "Ng. Văn Bình nộp": "[đã che] nộp",
    "của N.V.Bình ạ": "của [đã che] ạ",
    "N.V. Bình": "[đã che]",
    "Ng.V.A": "[đã che]",
    "Tr. Thị Hoa": "[đã che]",
    "Ng Thị Hoa Mai": "[đã che]",
    "NG. VĂN BÌNH": "[đã che]",
    "B.T.Hoa, tổ 3": "[đã che], tổ 3",
    "ông N.V.A": "ông [đã che]",
    "bà Ng. T. Hoa": "bà [đã che]",
    "ông Nguyễn Văn A": "ông [đã che]",
    "bà Lê Thị Hoa": "bà [đã che]",
    "cháu Trần Gia Bảo": "cháu [đã che]",
    "cháu Bống, con chị Hoa": "cháu [đã che], con chị [đã che]",
    "chị Hoa giải quyết chậm": "chị [đã che] giải quyết chậm",
    "gặp anh Tuấn. Hồ sơ nhanh": "gặp anh [đã che]. Hồ sơ nhanh",
    "anh Sơn và anh Dũng": "anh [đã che] và anh [đã che]",
    "Chị Hoa Bộ phận Một cửa": "Chị [đã che] Bộ phận Một cửa",
    "cô giáo Lan": "cô giáo [đã che]",
    "thầy Long, đ/c Nam, đồng chí Bảy": "thầy [đã che], đ/c [đã che], đồng chí [đã che]",
    "em Nguyễn Thu Hà": "em [đã che]",
    "nhà ông Bình": "nhà ông [đã che]",
    "nhà 12 tổ 3": "[đã che]",
    "nhà 12": "[đã che]",
    "tổ 3, nhà 12": "tổ 3, [đã che]",
    "nhà 12A thôn 3, khu Bình Tân.": "[đã che], khu Bình Tân.",
    "số nhà 25 đường Lê Lợi": "[đã che]",
    "số nhà: 25": "[đã che]",
    "25 Lê Lợi": "[đã che]",
    "tôi ở 25/4 Lê Lợi chờ lâu": "tôi ở [đã che] chờ lâu",
    "ở 12 Quang Trung": "ở [đã che]",
    "địa chỉ: 7B Hai Bà Trưng, tổ 3": "địa chỉ: [đã che]",
    "thôn 3, số 7": "[đã che]",
    "số 7 thôn 3": "[đã che]",
    "nhà tôi ở số 7, tổ dân phố Bình Tân": "nhà tôi ở [đã che]",
    "ngách 3/12": "[đã che]",
    "hẻm 25": "[đã che]",
    "căn hộ 1204, chung cư": "[đã che], chung cư",
}
INNOCENT = """
    tổ 3|Tổ dân phố số 3|khu phố Bình Tân|thôn 3 phường Quảng Thọ|Quyết định số 12
    Quyết định số 12, thôn 3 nhận|Công văn số 7 tổ công tác|theo Kế hoạch số 25 của phường
    Tờ trình của tổ dân phố 3, số 12/TTr|Ủy ban nhân dân phường Quảng Thọ|UBND P. Quảng Thọ
    P.Quảng Thọ|Bộ phận Một cửa|Trung tâm Phục vụ hành chính công|cảm ơn @Nam nhé
    phí 80.000-150.000|150.000.000 đồng|30.06.2025 8h|cán bộ nhiệt tình|anh chị cán bộ
    Anh chị Một cửa hướng dẫn kỹ|các anh chị Bộ phận Một cửa|ông bà|bà con Tổ dân phố 3
    anh em Đội trật tự|chị em Hội phụ nữ|Quý Ông Bà vui lòng chờ|Ông/Bà Có hài lòng không
    Hỗ trợ trẻ em Dân tộc thiểu số|Trẻ Em Dưới 6 Tuổi|Ghi Chú Nội Bộ|Ghi chú Nội dung
    Công Cụ Lao Động|Tiếng Anh Cho Trẻ|cảm ơn anh. Hồ sơ nhanh|cảm ơn cô, Rất hài lòng
    ông Chủ tịch|bà Bí thư|anh Công an phường|chị Văn thư|cô Kế toán|học tập theo Bác Hồ
    Hai Bà Trưng|đường Bà Triệu|đường Bà Huyện Thanh Quan|xã Bác Ái Đông|Anh Sơn|Bác Ái|Bà Rịa
    Cô Tô|đặc khu Cô Tô|Trường Tiểu học Lê Lợi|THCS Trần Phú|Trạm y tế phường Hoàng Văn Thụ
    P. Hoàng Văn Thụ|chợ Phan Rang|sửa nhà 2 tầng|xây nhà 3,5 tầng|nhà 12 m2|nhà cấp 4
    trả kết quả tại nhà 30/6|tại nhà 2 lần|nhà 2-3 tầng|thuế nhà 2025|thuế nhà đất 2024
    làm ở nhà 8h|nhà văn hóa thôn 3|nhà văn hóa tổ 3, số 12 người|căn hộ 70m2|căn hộ 2 phòng
    văn phòng số 7|quầy số 3|cửa số 2, tổ 3|phòng 12|ở 2 Phòng Ban|tại 12 Quầy Giao Dịch
    tại 2 Trung Tâm|đến 3 lần|chờ ở 3 Nơi Khác|16528 Quảng Thọ|12 Quảng Thọ|2 Hồ Sơ Khai Sinh
    V. Văn Hóa|II. Lĩnh vực Hộ tịch|B. Thị trấn|T.P. Thanh Hóa|TP. Hồ Chí Minh|T.X. Bỉm Sơn
    T.T. Sịa|N.Q. Đại hội|P.C. Cháy|V.I.P|N.T.M|H.T.X|U.B.N.D|v.v.|K.P. Bình Tân|B.C. Tháng
    St. Mary|J. K. Rowling|D.S.S. So they|Mr. A. B. Smith|THIRD ST|KHÔNG HÀI LÒNG
    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|Bà Mẹ Việt Nam anh hùng|Mẹ Việt Nam Anh Hùng
    anh hùng Lực lượng vũ trang|Cụ thể|Chú ý|Bạn đọc|Thầy thuốc|lô 5 tờ bản đồ số 12, thửa 3
    tờ số 3, thửa 12|Nghị định 61/2018/NĐ-CP|số 12/QĐ-UBND|điều 12, khoản 3|từ 8:30 đến 10:30
    quý 3 năm 2025|Phạm vi áp dụng|Hoàng Sa|Đăng ký khai sinh|em rất hài lòng|em Cảm ơn
    bạn Nhân viên vui vẻ|bác bảo vệ|bác Bảo vệ|cô giáo Mầm non|tôi ở thôn 3 Quảng Thọ
    tôi ở tổ 3|tổ 3, 4, 5|thôn 3, 12 hộ|tổ 3, số 7 hộ|tại nhà 2 người|ngày 12/6 phường trả
    Khu phố 3 Bình Minh|Trả kết quả tại nhà|nhà số hoá|số hoá 12|đường dây nóng 1022
    đường Lê Lợi ngập|phố Hàng Bài
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    """An engine that masks as the door does."""
    folder = tmp_path_factory.mktemp("engine")
    with connect(read_settings(folder), folder) as con:
        yield con


def at_the_door(engine, texts: list[str]) -> list[str]:
    """The texts as a load keeps them."""
    rows = engine.execute("select mask(x) from unnest($t) t(x)", {"t": texts}).fetchall()
    return [kept for (kept,) in rows]


def innocent_texts() -> list[str]:
    return [text.strip() for line in INNOCENT.strip().splitlines() for text in line.split("|")]


def test_persons_and_houses_within_a_text_are_hidden_and_the_rest_of_it_stays(engine):
    kept = [masked(text) for text in HIDDEN]
    assert dict(zip(HIDDEN, kept, strict=True)) == HIDDEN
    assert at_the_door(engine, [*HIDDEN]) == kept
    assert [masked(text) for text in kept] == kept  # an entry is masked as it is typed and read


def test_what_only_looks_like_a_person_or_a_house_stays(engine):
    texts = innocent_texts()
    assert len(texts) > 100
    assert [text for text in texts if masked(text) != text] == []
    assert [text for text in texts if heading_kept(text) != text] == []
    assert at_the_door(engine, texts) == texts


def test_of_all_texts_of_the_sample_the_reference_files_and_the_contracts_none_is_hidden():
    texts = set()
    for path in (PROJECT / "data").rglob("*.csv"):
        text = path.read_text("utf-8-sig")
        delimiter = ";" if ";" in text[:80] else ","
        texts.update(*csv.reader(text.splitlines(), delimiter=delimiter))
    for contract in contracts().values():
        for field in contract.fields:
            texts |= {field["title"], field.get("description", ""), *field.get("aliases", ())}
            texts |= {*contract.words(field)}
    texts = [text for text in texts if re.search(r"[^\W\d_]{2} ", text)]
    assert len(texts) > 500
    hidden = [text for text in texts if masked(text) != text]
    # What the sample plants, telephones and addresses that are nobody's, and a dossier's code.
    planted = re.compile(r"0000[. ]000|@example\.com|H56\.14-240823-0001")
    assert [text for text in hidden if not planted.search(text)] == []


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("hoso 25 Lê Lợi 2025-06-30.csv", "hoso 25 [đã che] 2025-06-30.csv"),
        ("đơn chị Hoa 2025-06-30.csv", "đơn chị [đã che] 2025-06-30.csv"),
        ("N.V.Bình 2025-06-30.xlsx", "[đã che] 2025-06-30.xlsx"),
        ("Số nhà 12 tổ 3.csv", "[đã che].csv"),
        ("hoso P.Quảng Thọ 2025-06-30.csv", "hoso P.Quảng Thọ 2025-06-30.csv"),
        ("hoso T.P. Thanh Hóa quý 2.csv", "hoso T.P. Thanh Hóa quý 2.csv"),
    ],
)
def test_a_files_name_is_kept_without_abbreviated_names_and_houses(name, kept):
    assert file_name_kept(name) == kept
