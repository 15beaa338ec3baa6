"""Files that are refused whole: one clear sentence each, and the published snapshot stands."""

import gzip
import io
import re
import zipfile

import pytest

from etl.words import Refusal
from tests.conftest import command, slice_of
from tests.snapshots import put, take, take_alone

HEADER = "Mã hồ sơ,Đơn vị,Trạng thái,Ngày tiếp nhận,Ngày hẹn trả,Lý do quá hạn\n"
ROW = "H56.14-250602-{0:06},16528,Đang xử lý,02/06/2025,05/06/2025,khác\n"
GOOD = HEADER + ROW.format(1) + ROW.format(2)


def _xlsx() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as book:
        book.writestr("xl/workbook.xml", "<workbook/>")
    return held.getvalue()


SAVE_AS_CSV = "chọn Lưu thành"
EXPORT_AGAIN = "uất lại"
REFUSED = {
    "empty": (b"", ["trống", EXPORT_AGAIN]),
    "blank": (b"\xef\xbb\xbf \r\n\t\n  \n", ["trống", EXPORT_AGAIN]),
    "blank UTF-16": (" \r\n\n".encode("utf-16"), ["trống", EXPORT_AGAIN]),
    "only a heading": (HEADER.encode(), ["chỉ có dòng tiêu đề", EXPORT_AGAIN]),
    "a heading and blank lines": (f"{HEADER}\n\n,,,,,\n".encode(), ["chỉ có dòng tiêu đề"]),
    "binary": (bytes(range(256)) * 100, ["tệp nhị phân", SAVE_AS_CSV]),
    "binary after a heading": (GOOD.encode() + b"\0\0\1", ["tệp nhị phân", SAVE_AS_CSV]),
    "nothing but zeros": (b"\0" * 5000, ["tệp nhị phân", SAVE_AS_CSV]),
    "gzip": (gzip.compress(GOOD.encode()), ["tệp nén gz", "giải nén"]),
    "xlsx": (_xlsx(), ["bị hỏng", "lấy lại tệp"]),
    "xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, ["bị hỏng", "lấy lại tệp"]),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", ["tệp PDF", SAVE_AS_CSV]),
    "Latin-1": (GOOD.encode() + "H56,Qu\xe9,,,,\n".encode("latin-1"), ["UTF-8", SAVE_AS_CSV]),
    "cut in a row": (GOOD.encode() + ROW.format(3).encode()[:40], ["bị cắt cụt", "(4)"]),
    "cut in a letter": (GOOD.encode() + "H56,16528,Đ".encode()[:-1], ["bị cắt cụt", "(4)"]),
    "UTF-16 cut in a row": ((GOOD + "H56.14,165").encode("utf-16"), ["bị cắt cụt", "(4)"]),
    "UTF-16 cut in a letter": ((GOOD + "H56.14,165").encode("utf-16")[:-1], ["bị cắt cụt", "(4)"]),
    "cut in the heading": (HEADER[:18].encode(), ["thiếu cột “Trạng thái”", "“Mã hồ sơ”"]),
    "cut in a letter of the heading": (HEADER[:19].encode()[:-1], ["bị cắt cụt", "(1)"]),
    "a quote open at the end": (f'{GOOD}1,2,"Đang\n'.encode(), ["ngoặc kép", "dòng 4"]),
    "a quote open in the heading": (
        GOOD.replace("Trạng thái", '"Trạng thái').encode(),
        ["ngoặc kép", "dòng 1"],
    ),
    "a line of 2 MB after good rows": (
        GOOD.encode() + b"x" * 2_200_000 + b"\n",
        ["dòng 4", "dài quá 1 MB"],
    ),
    "no heading": (
        "H56.14-250602-0001,Nguyễn Văn A,0912345678\n".encode() * 3,
        ["không có dòng tiêu đề", "etl template"],
    ),
    "two equal headings": (
        GOOD.replace("Lý do quá hạn", "Trạng thái").encode(),
        ["hai cột cùng nghĩa", "“Trạng thái”"],
    ),
    "every row in one cell": (
        "".join(f'"{line}"\n' for line in GOOD.splitlines()).encode(),
        ["cả dòng nằm trong một ô", "Xuất lại tệp", "chọn dấu phẩy"],
    ),
    "a column missing": (
        GOOD.replace("Ngày hẹn trả", "Ghi chú").encode(),
        ["thiếu cột “Ngày hẹn trả”", "“Mã hồ sơ”", "“Ghi chú”"],
    ),
    "a table of something else": (
        "Họ tên,Số tiền,Kỳ\nNguyễn Văn A,1000,6\n".encode(),
        ["không rõ là số liệu gì", "“Họ tên”, “Số tiền”, “Kỳ”", "xem trước tệp", "tệp mẫu"],
    ),
    "more than a fifth rejected": (
        (HEADER + ROW.format(1) * 3 + ROW.format(2).replace("02/06", "31/06")).encode(),
        ["1 trên 4 dòng lỗi", "20%", "không nạp dòng nào", "Không phải ngày hợp lệ"],
    ),
    "more than a fifth of the lines no rows": (
        (HEADER + ROW.format(1) * 3 + "H56.14-250602-0002,16528\n").encode(),
        ["1 trên 4 dòng lỗi", "thiếu ô"],
    ),
}


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A data folder with a published snapshot."""
    data = tmp_path_factory.mktemp("published")
    put(data, "hoso_2025-06-30.csv", GOOD)
    take(data)
    return data


def _standing(data) -> dict:
    kept = [*data.glob("staged/*/*"), *data.glob("warehouse/*.duckdb"), data / "warehouse/CURRENT"]
    return {path: path.read_bytes() for path in kept}


def _refused(data, path) -> str:
    """The sentence with which the only file of a load is refused."""
    summary = take(data, path)
    assert not summary["published"]
    assert [file["outcome"] for file in summary["files"]] == ["refused"]
    return summary["files"][0]["sentence"]


@pytest.fixture(scope="module")
def refused_at_once(published, tmp_path_factory) -> dict[str, str]:
    """The sentence of each bad file, all of which a load refuses; the old snapshot stands."""
    paths = {}
    for case, (content, _) in REFUSED.items():
        paths[case] = put(tmp_path_factory.mktemp("bad"), "bad_2025-07-01.csv", content)
    before = _standing(published)
    summary = take(published, *paths.values())
    assert not summary["published"]
    assert [file["outcome"] for file in summary["files"]] == ["refused"] * len(REFUSED)
    assert _standing(published) == before
    sentences = [file["sentence"] for file in summary["files"]]
    return dict(zip(paths, sentences, strict=True))


@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_file_is_refused_in_one_sentence_and_the_old_snapshot_stands(refused_at_once, case):
    sentence = refused_at_once[case]
    assert sentence.startswith("Tệp bad_2025-07-01.csv") and sentence.endswith(".")
    assert "\n" not in sentence and len(sentence) < 400
    for words in REFUSED[case][1]:
        assert words.lower() in sentence.lower()


def test_the_command_says_the_sentence_on_stderr_and_nothing_else_but_its_steps(
    published, tmp_path
):
    before = _standing(published)
    done = command("etl", "load", str(put(tmp_path, "bad.csv", b"")), data=published)
    assert (done.returncode, done.stdout) == (1, "")
    *steps, sentence = done.stderr.splitlines()
    assert sentence == ("Tệp bad.csv trống. Xuất lại tệp từ hệ thống một cửa rồi nạp lại.")
    assert all(re.match(r"\[[1-5]/5\] ", step) for step in steps)
    assert _standing(published) == before


def test_a_good_file_is_published_beside_a_bad_one_which_is_named(tmp_path):
    put(tmp_path, "bad_2025-06-30.csv", b"%PDF-1.7")
    put(tmp_path, "hoso_2025-06-30.csv", GOOD)
    done = command("etl", "load", data=tmp_path)
    assert done.returncode == 3
    assert "hoso_2025-06-30.csv: đọc 2 dòng, nhận 2, loại 0, trùng 0." in done.stdout
    assert "Tệp bad_2025-06-30.csv là tệp PDF, không nạp được" in done.stderr


def test_a_line_of_50_mb_is_refused_by_its_length(published, tmp_path):
    path = put(tmp_path, "long.csv", b"a" * 50_000_000)
    before = _standing(published)
    assert _refused(published, path).startswith("Tệp long.csv có dòng 1 dài quá 1 MB")
    assert _standing(published) == before


ROWS = 100_000


def _many(changed: dict[int, str]) -> str:
    """A heading and 100,000 rows on the lines 2 to 100,001, some of them changed."""
    lines = [HEADER, *(ROW.format(line) for line in range(2, ROWS + 2))]
    for line, text in changed.items():
        lines[line - 1] = text
    return "".join(lines)


QUOTE = ROW.format(50_001).replace("khác", '"khác')
STRAY = {
    "one in the middle": {50_001: QUOTE},
    "one at the end": {100_001: ROW.format(100_001).replace("khác", '"khác')},
    "one, and quoted cells after it": {
        50_001: QUOTE,
        60_000: ROW.format(60_000).replace("khác", '"quy định, khác"'),
    },
    "one, and an empty quoted cell after it": {
        50_001: QUOTE,
        60_000: ROW.format(60_000).replace("khác", '""'),
    },
    "two that swallow ten rows": {
        50_001: QUOTE,
        50_012: ROW.format(50_012).replace("khác", 'khác"'),
    },
    "two that make one row of two": {
        50_001: ROW.format(50_001).replace("Đang xử lý", '"Đang xử lý'),
        50_002: ROW.format(50_002).replace("Đang xử lý", 'Đang xử lý"'),
    },
}


@pytest.mark.parametrize("case", slice_of(STRAY, *list(STRAY)[:2]))
def test_a_stray_quote_among_100_000_rows_loses_none_of_them_silently(tmp_path, case):
    line = min(STRAY[case])
    path = put(tmp_path, "hoso_2025-06-30.csv", _many(STRAY[case]))
    with pytest.raises(Refusal, match=rf"dấu ngoặc kép mở ở dòng {line} không được đóng"):
        take_alone(tmp_path, path)


def test_a_broken_row_among_100_000_is_the_only_one_lost_and_is_named(tmp_path):
    path = put(tmp_path, "hoso_2025-06-30.csv", _many({50_001: "H56.14-250602-0001,16528\n"}))
    staged, rows = take_alone(tmp_path, path)
    assert (len(rows), staged.rows_read) == (ROWS - 1, ROWS)
    assert staged.faults == [{"line": 50_001, "reason": "too_few_cells"}]
    # Each row's code holds the line that it stands on.
    assert all(row[0] == int(row[1][-6:]) for row in rows)


def test_a_comment_over_two_lines_full_of_commas_is_still_a_comment(tmp_path):
    text = (
        "Mã phiếu,Ngày đánh giá,Nguồn đánh giá,Đánh giá chung,Ý kiến góp ý\n"
        '1,02/06/2025,Phiếu,Hài lòng,"một, hai, ba, bốn, năm,\nsáu, bảy"\n'
    )
    _, rows = take_alone(tmp_path, put(tmp_path, "danhgia_2025-06-30.csv", text))
    assert [row[-1] for row in rows] == ["một, hai, ba, bốn, năm,\nsáu, bảy"]
