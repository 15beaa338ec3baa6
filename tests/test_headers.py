"""How a file's headers and words meet a contract, whatever system wrote them."""

import csv
import json
import unicodedata
from datetime import date

import duckdb
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from etl.contract import contracts, fold, key, lookup
from etl.engine import MACROS
from etl.headers import match_headers
from etl.redact import add_mask_macro
from etl.template import template
from etl.words import Refusal
from tests.conftest import command, loaded

# Headers seen in exports (the field's facts, section 8), typed here and not read from the contract.
SEEN = {
    "dossier_id": ["Mã hồ sơ", "Mã số hồ sơ", "Số hồ sơ", "Mã HS"],
    "procedure_code": ["Mã TTHC", "Mã thủ tục"],
    "procedure": ["Tên TTHC", "Thủ tục", "Tên thủ tục", "Nội dung hồ sơ"],
    "field": ["Lĩnh vực"],
    "submitted_at": ["Ngày nộp"],
    "received_at": ["Ngày tiếp nhận", "Ngày tiếp nhận hồ sơ", "Nhận hồ sơ", "Ngày nhận"],
    "due_at": ["Ngày hẹn trả", "Ngày hẹn trả kết quả", "Hẹn trả kết quả", "Hạn trả"],
    "finished_at": ["Ngày kết thúc xử lý", "Ngày có kết quả", "Ngày xử lý xong"],
    "returned_at": ["Ngày trả", "Ngày trả kết quả", "Ngày nhận kết quả", "Trả kết quả"],
    "status_code": ["Trạng thái", "Tình trạng", "Tình trạng hồ sơ"],
    "channel": ["Kênh thực hiện", "Hình thức nộp", "Hình thức tiếp nhận"],
    "unit_code": ["Đơn vị", "Cơ quan chủ trì giải quyết"],
    "officer": ["Người nhận", "Người nhận hồ sơ", "Cán bộ thụ lý"],
}
NEEDED = ["dossier_id", "status_code", "received_at", "due_at"]

# Words seen for each status (section 3).
STATUS_WORDS = {
    1: ["Mới đăng ký", "Chờ tiếp nhận", "Mới đăng ký (Chờ tiếp nhận)"],
    2: ["Được tiếp nhận", "Mới tiếp nhận"],
    3: ["Không được tiếp nhận", "Từ chối tiếp nhận"],
    4: ["Đang xử lý", "ĐANG XỬ LÝ", "Dang xu ly"],
    5: ["Yêu cầu bổ sung giấy tờ", "Chờ bổ sung"],
    6: ["Yêu cầu thực hiện nghĩa vụ tài chính"],
    7: ["Công dân yêu cầu rút hồ sơ", "Xin rút"],
    8: ["Dừng xử lý", "Tạm dừng"],
    9: ["Đã xử lý xong"],
    10: ["Đã trả kết quả", "Đã  trả\u00a0kết quả"],
}


def columns_of(headers: list[str]) -> dict[str, str]:
    """field → the header that was taken for it."""
    match = match_headers("x.csv", headers)
    assert match.contract.source == "dossiers"
    return {field: headers[index] for field, index in match.columns.items()}


@pytest.mark.parametrize(
    ("field", "header"), [(field, header) for field, seen in SEEN.items() for header in seen]
)
def test_every_header_seen_in_exports_finds_its_field(field, header):
    others = [SEEN[name][0] for name in NEEDED if name != field]
    for written in (
        header,
        header.upper(),
        unicodedata.normalize("NFD", header),
        "\ufeff" + header.replace(" ", "\u00a0") + " :",
        header.replace(" ", "_"),
        fold(header),
    ):
        assert columns_of([*others, written])[field] == written


@pytest.mark.parametrize(
    ("plain", "other"),
    [("hoá đơn", "hóa đơn"), ("Thuỷ", "Thủy"), ("Đường", "đuong"), ("  Mã_HS ", "MÃ HS.")],
)
def test_tone_placement_and_crossed_d_are_folded(plain, other):
    assert fold(plain) == fold(other) != ""


def test_text_without_letters_is_matched_as_it_stands():
    assert key("1.0") == "1.0" and key("10") == "10" and key(" ★★ ") == "★★"
    assert key("Mức 1.0") == "muc10"


def test_words_that_fold_alike_and_differ_are_known_only_as_they_stand():
    assert lookup({"Mở": "4", "Mờ": "8", "Xong": "9"}) == {
        "Mở": "4",
        "Mờ": "8",
        "Xong": "9",
        "xong": "9",
    }


VIETNAMESE = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
)
LETTERS = st.sampled_from(
    VIETNAMESE + VIETNAMESE.upper() + "fjwz0123456789 .,/-()_:\u00a0\u200b–…“”"
)
TEXTS = st.text(LETTERS).flatmap(
    lambda text: st.sampled_from([unicodedata.normalize(form, text) for form in ("NFC", "NFD")])
)


@pytest.fixture(scope="module")
def engine():
    with duckdb.connect() as con:
        add_mask_macro(con)
        con.execute(MACROS)
        yield con


@given(texts=st.lists(TEXTS, min_size=1, max_size=40))
def test_python_and_sql_fold_alike(engine, texts):
    found = engine.execute("select list_transform($texts, lambda x: fold(x))", {"texts": texts})
    assert found.fetchone()[0] == [fold(text) for text in texts]


WORDS = st.lists(
    st.text(st.sampled_from("aAđĐêÊửỨoOzZ-–.0ИиÆß\u00a0 "), min_size=1, max_size=4),
    min_size=1,
    max_size=4,
).map(" ".join)
IN_CAPITALS = r"^\s*\p{Lu}[\p{L}-]*(\s+\p{Lu}[\p{L}-]*)+\s*$"


@given(texts=st.lists(WORDS, min_size=20, max_size=40))
@example(texts=["Nguyễn Thị Ẩn", "Đỗ Ích", "Lê-Thị Ô", "Đã đóng", "đã trả", "– –", "Иван Петров"])
def test_words_in_capitals_are_hidden_in_a_column_of_dates_and_no_other_vietnamese_ones(
    engine, texts
):
    rows = engine.execute(
        "select x, mask_typed(x) = '[đã che]', regexp_matches(x, $rule) from unnest($texts) t(x)",
        {"texts": texts, "rule": IN_CAPITALS},
    ).fetchall()
    assert len(rows) == len(texts)
    for text, hidden, in_capitals in rows:
        latin = not set(text) & set("ИиÆß")
        if len(text.encode()) >= 3:
            assert hidden == in_capitals if latin else hidden >= in_capitals, text


NEAR_NONE = st.dates(min_value=date(1899, 12, 30), max_value=date(1901, 1, 3))
MOMENTS = st.tuples(
    st.sampled_from(["", "", " ", "0", "-"]),
    st.datetimes().map(str) | NEAR_NONE.map(str),
    st.integers(7, 27),
    st.sampled_from(["", "", " ", "\u00a0", "Z", "+07", " (BC)", ".5"]),
).map(lambda part: part[0] + part[1][: part[2]] + part[3])


@given(texts=st.lists(MOMENTS, min_size=20, max_size=40))
@example(texts=["infinity", "epoch", "2025-06-02", "2025-06-02 07:00", "2025-06-02 07:00:00"])
def test_a_plain_moment_is_what_cleaning_judging_and_parsing_find_in_it(engine, texts):
    rows = engine.execute(
        "select x, clean_each(x), is_no_moment(x), parse_moment(x), plain_moment(x) "
        "from unnest($texts) as said(x)",
        {"texts": texts},
    ).fetchall()
    assert len(rows) == len(texts)
    for text, cleaned, is_none, parsed, plain in rows:
        assert plain is None or (cleaned, is_none, parsed) == (text, False, plain)


@pytest.mark.parametrize("text", ["2025-06-02", "2025-06-02 07:00", "2025-06-02 07:00:05"])
def test_what_most_exports_write_is_a_plain_moment(engine, text):
    (plain,) = engine.execute("select plain_moment($text)", {"text": text}).fetchone()
    assert str(plain).startswith(text)


def test_every_status_word_seen_in_exports_is_known(tmp_path):
    pairs = [(code, word) for code, words in STATUS_WORDS.items() for word in words]
    lines = ["Mã hồ sơ,Trạng thái,Ngày tiếp nhận,Hạn trả"]
    lines += [f"H56.14-240531-{n:04},{word},31/05/2024," for n, (_, word) in enumerate(pairs)]
    path = tmp_path / "hoso_2024-06-30.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    summary = loaded(tmp_path, str(path))
    with duckdb.connect(
        str(tmp_path / "warehouse" / f"{summary['snapshot']}.duckdb"), read_only=True
    ) as con:
        found = con.execute("select status_code from dossiers order by dossier_id").fetchall()
    assert [code for (code,) in found] == [code for code, _ in pairs]


def test_a_missing_required_column_is_named_with_the_headers_found(tmp_path):
    path = tmp_path / "hoso_2024-06-30.csv"
    path.write_text(
        "Mã HS,Trạng thái,Ngày nhận,,Ghi chú\nH56.14-240531-0001,4,31/05/2024,x,\n", "utf-8"
    )
    done = command("etl", "load", "--json", str(path), data=tmp_path / "data")
    assert done.returncode == 1
    assert json.loads(done.stdout)["sentence"] == (
        "Tệp hoso_2024-06-30.csv (Hồ sơ thủ tục hành chính) thiếu cột “Ngày hẹn trả”. "
        "Các cột tìm thấy: “Mã HS”, “Trạng thái”, “Ngày nhận”, (cột không có tiêu đề), “Ghi chú”. "
        "Xem trước tệp để cho biết cột nào là cột ấy, hoặc xuất lại tệp cho có đủ cột."
    )


@pytest.mark.parametrize(
    ("headers", "pair", "do"),
    [
        (
            ["Mã HS", "Mã hồ sơ", "Trạng thái", "Ngày nhận", "Hạn trả"],
            "“Mã HS” và “Mã hồ sơ”",
            "Xem trước tệp để chọn cột được dùng",
        ),
        (
            ["Mã HS", "Trạng thái", "Ngày nhận", "Hạn trả", "hạn  TRẢ"],
            "“Hạn trả” và “hạn  TRẢ”",
            "Xoá hoặc đổi tên một cột",
        ),
    ],
)
def test_two_columns_of_one_meaning_are_refused_with_both_names(headers, pair, do):
    with pytest.raises(Refusal) as refused:
        match_headers("hoso.csv", headers)
    assert str(refused.value) == (f"Tệp hoso.csv có hai cột cùng nghĩa {pair}. {do}.")


def test_two_columns_that_mean_one_field_elsewhere_trouble_nobody():
    """“Cán bộ” and “Cán bộ thụ lý” both mean the officer of a rating, but not of a dossier."""
    headers = [*(SEEN[name][0] for name in NEEDED), "Cán bộ", "Cán bộ thụ lý"]
    match = match_headers("hoso.csv", headers)
    assert (match.contract.source, match.dropped) == ("dossiers", ["Cán bộ"])


def test_the_source_is_known_by_its_headers():
    headers = ["Ngày đánh giá", "Nguồn", "Mức độ hài lòng", "Họ và tên", "Số điện thoại"]
    match = match_headers("phieu.csv", headers)
    assert match.contract.source == "feedback"
    assert match.dropped == ["Họ và tên", "Số điện thoại"]


def test_a_pause_ledger_is_known_by_its_headers_and_not_taken_for_dossiers():
    match = match_headers("so.csv", ["Số hồ sơ", "Loại", "Từ ngày", "Đến ngày", "Lý do", "Cán bộ"])
    assert match.contract.source == "pauses"
    assert match.dropped == ["Cán bộ"]


def test_a_file_that_lacks_columns_is_taken_for_what_most_of_its_columns_say():
    """It lacks three that dossiers need and only two that a pause ledger needs."""
    with pytest.raises(Refusal, match=r"Hồ sơ thủ tục hành chính.* “Trạng thái”, “Ngày tiếp nhận”"):
        match_headers("hoso.csv", ["Mã hồ sơ", "Tên TTHC", "Lĩnh vực", "Kênh thực hiện"])


@pytest.mark.parametrize(
    ("source", "filled"),
    [
        ("dossiers", {"Mã hồ sơ": "H56.14-240531-0001", "Trạng thái": "4"}),
        ("feedback", {"Ngày đánh giá": "31/05/2024", "Nguồn đánh giá": "Phiếu"}),
        (
            "pauses",
            {
                "Mã hồ sơ": "H56.14-240531-0001",
                "Loại tạm dừng": "Bổ sung",
                "Ngày bắt đầu tạm dừng": "31/05/2024",
            },
        ),
    ],
)
def test_an_empty_template_explains_its_fields_and_loads_once_it_is_filled_in(
    source, filled, tmp_path
):
    text = template(source)
    assert text.startswith("\ufeff")
    heading, explained = csv.reader(text.removeprefix("\ufeff").splitlines())
    assert heading == [field["title"] for field in contracts()[source].fields]
    assert all(comment.startswith("# ") and len(comment) > 10 for comment in explained)

    row = filled | ({"Ngày tiếp nhận": "31/05/2024"} if source == "dossiers" else {})
    path = tmp_path / "tep_2024-06-30.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(text)
        csv.writer(stream).writerow([row.get(title, "") for title in heading])
    (file,) = loaded(tmp_path / "data", str(path))["files"]
    assert (file["source"], file["rows_read"], file["rows_accepted"]) == (source, 1, 1)
