"""Bytes in, rows of text out: encodings, delimiters, line breaks, lines that are no rows."""

import codecs
import os
import unicodedata
from datetime import UTC, date, datetime

import pytest

from etl.template import template
from tests.conftest import slice_of
from tests.snapshots import ask, put, take, take_alone

HEADER = "Mã hồ sơ,Đơn vị,Trạng thái,Ngày tiếp nhận,Ngày hẹn trả\n"
TWO_ROWS = (
    HEADER
    + "H56.14-250602-0001,phường Quảng Thọ,Đang xử lý,02/06/2025,05/06/2025\n"
    + "H56.14-250603-0002,phường Bắc Sơn,Đã xử lý xong,03/06/2025,06/06/2025\n"
)
READ = [
    (2, "H56.14-250602-0001", "phường Quảng Thọ", "Đang xử lý", "02/06/2025", "05/06/2025"),
    (3, "H56.14-250603-0002", "phường Bắc Sơn", "Đã xử lý xong", "03/06/2025", "06/06/2025"),
]
ENCODINGS = {
    "UTF-8": lambda text: text.encode(),
    "UTF-8 with BOM": lambda text: text.encode("utf-8-sig"),
    "UTF-16 LE": lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
    "UTF-16 BE": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("delimiter", slice_of([",", ";", "\t"], ";", "\t"))
@pytest.mark.parametrize("ends", slice_of(["\n", "\r\n"], "\r\n"))
def test_every_encoding_form_and_delimiter_gives_the_same_rows(
    tmp_path, encoding, form, delimiter, ends
):
    text = unicodedata.normalize(form, TWO_ROWS).replace(",", delimiter).replace("\n", ends)
    path = put(tmp_path, "hoso_2025-06-30.csv", ENCODINGS[encoding](text))
    staged, rows = take_alone(tmp_path, path)
    assert rows == READ
    assert (staged.rows_read, staged.faults) == (2, [])


def test_a_heading_with_commas_in_its_titles_is_cut_by_its_semicolons(tmp_path):
    text = (
        "Ngày đánh giá;Nguồn đánh giá;Đánh giá chung;Tiếp nhận, xử lý góp ý, phản ánh, kiến nghị\n"
    )
    path = put(tmp_path, "danhgia_2025-06-30.csv", text + "02/06/2025;Phiếu;Hài lòng;2\n")
    staged, rows = take_alone(tmp_path, path)
    assert staged.source == "feedback"
    assert rows == [(2, "02/06/2025", "Phiếu", "Hài lòng", "2")]


def test_lines_stay_those_of_the_file_around_quoted_line_breaks_and_blank_lines(tmp_path):
    text = (
        "Mã phiếu,Ngày đánh giá,Nguồn đánh giá,Đánh giá chung,Ý kiến góp ý\n"  # line 1
        '1,02/06/2025,Phiếu,Hài lòng,"dòng một\ndòng hai\r\ndòng ba\rdòng bốn"\n'  # 2 to 5
        "\n"  # 6
        "   \n"  # 7
        ",,,,\n"  # 8
        '2,03/06/2025,Phiếu,Hài lòng,"nói ""tốt"""\n'  # 9
        "3,03/06/2025,Phiếu,Hài lòng\n"  # 10, a cell short
        "4,03/06/2025,Phiếu,Hài lòng,được\n"  # 11
        "\n"
    )
    staged, rows = take_alone(tmp_path, put(tmp_path, "danhgia_2025-06-30.csv", text))
    assert [(row[0], row[1], row[-1]) for row in rows] == [
        (2, "1", "dòng một\ndòng hai\r\ndòng ba\rdòng bốn"),
        (9, "2", 'nói "tốt"'),
        (11, "4", "được"),
    ]
    assert staged.faults == [{"line": 10, "reason": "too_few_cells"}]
    assert staged.rows_read == 4


def test_rows_without_any_cell_filled_are_no_rows_in_an_otherwise_sound_file(tmp_path):
    path = put(tmp_path, "hoso_2025-06-30.csv", TWO_ROWS + ",,,,\n" * 30)
    staged, rows = take_alone(tmp_path, path)
    assert (rows, staged.rows_read) == (READ, 2)


def test_trailing_delimiters_that_every_row_has_are_passed_over(tmp_path):
    head, first, second = TWO_ROWS.splitlines()
    path = put(tmp_path, "hoso_2025-06-30.csv", f"{head}\n{first},,,\n{second},,,\n")
    assert take_alone(tmp_path, path)[1] == READ


def test_trailing_delimiters_in_the_heading_too_are_an_unnamed_column_that_is_dropped(tmp_path):
    path = put(tmp_path, "hoso_2025-06-30.csv", TWO_ROWS.replace("\n", ",\n"))
    assert take_alone(tmp_path, path)[1] == READ


def test_a_heading_with_a_line_break_in_quotes_is_one_heading(tmp_path):
    path = put(
        tmp_path, "hoso_2025-06-30.csv", TWO_ROWS.replace("Ngày tiếp nhận", '"Ngày tiếp\nnhận"')
    )
    staged, rows = take_alone(tmp_path, path)
    assert rows == [(3, *READ[0][1:]), (4, *READ[1][1:])]
    assert staged.headers["received_at"] == "Ngày tiếp nhận"


def test_blank_lines_above_the_heading_are_passed_over(tmp_path):
    _, rows = take_alone(tmp_path, put(tmp_path, "hoso_2025-06-30.csv", "\n\n" + TWO_ROWS))
    assert rows == [(4, *READ[0][1:]), (5, *READ[1][1:])]


def test_a_filled_template_loads_without_its_line_of_explanation(tmp_path):
    empty = template("dossiers")
    head, explained = empty.lstrip("\ufeff").splitlines()
    assert explained.lstrip('"').startswith("# ")
    cells = dict.fromkeys(head.replace('"', "").split(","), "") | {
        "Mã hồ sơ": "H56.14-250602-0001",
        "Trạng thái": "Đang xử lý",
        "Ngày tiếp nhận": "02/06/2025",
    }
    path = put(tmp_path, "hoso_2025-06-30.csv", empty + ",".join(cells.values()) + "\n")
    staged, rows = take_alone(tmp_path, path)
    assert [row[:2] for row in rows] == [(3, "H56.14-250602-0001")]
    assert staged.rows_read == 1


def test_a_row_that_begins_like_an_explanation_further_down_is_a_row(tmp_path):
    rows = [row.replace("H56.14-250603-0002", "# 2") for row in TWO_ROWS.splitlines(keepends=True)]
    path = put(tmp_path, "hoso_2025-06-30.csv", "\n".join(rows))
    assert [row[1] for row in take_alone(tmp_path, path)[1]] == ["H56.14-250602-0001", "# 2"]


def test_a_row_with_cells_too_few_or_too_many_is_rejected_with_its_line_and_no_value(tmp_path):
    good = TWO_ROWS.splitlines()[1]
    short, long = "H56.14-250602-0007,0912345678", good + ",Nguyễn Văn A"
    quoted = '"H56.14-250602-0009"x,16528,Đang xử lý,02/06/2025,05/06/2025'
    lines = [HEADER.strip(), *[good] * 10, short, long, quoted, *[good] * 10]
    put(tmp_path, "hoso_2025-06-30.csv", "\n".join(lines) + "\n")
    take(tmp_path)
    assert ask(tmp_path, 'select line, "column", value, reason from rejected_rows') == [
        (12, None, None, "Dòng thiếu ô so với dòng tiêu đề."),
        (13, None, None, "Dòng thừa ô so với dòng tiêu đề."),
        (14, None, None, "Dấu ngoặc kép đặt sai trong dòng."),
    ]
    # 20 equal rows: the first stands, the others are duplicates.
    assert ask(
        tmp_path, "select rows_read, rows_accepted, rows_rejected, rows_duplicate from loads"
    ) == [(23, 1, 3, 19)]


MOMENTS = {
    "02/06/2025": datetime(2025, 6, 2),
    "2/6/2025": datetime(2025, 6, 2),
    "02-06-2025": datetime(2025, 6, 2),
    "02/06/2025 08:05": datetime(2025, 6, 2, 8, 5),
    "02/06/2025 08:05:09": datetime(2025, 6, 2, 8, 5, 9),
    "2025-06-02": datetime(2025, 6, 2),
    "2025-06-02 08:05": datetime(2025, 6, 2, 8, 5),
    "2025-06-02T08:05:09": datetime(2025, 6, 2, 8, 5, 9),
    "2025-06-02T08:05:09.250": datetime(2025, 6, 2, 8, 5, 9, 250000),
    "2025-06-02T08:05:09+07:00": datetime(2025, 6, 2, 8, 5, 9),
    "2025-06-02T18:05:09Z": datetime(2025, 6, 3, 1, 5, 9),
    "2025-06-02 18:05:09.5 +00:00": datetime(2025, 6, 3, 1, 5, 9, 500000),
    "2025-06-02T18:05-0500": datetime(2025, 6, 3, 6, 5),
    " 02/06/2025 ": datetime(2025, 6, 2),
}
NO_MOMENTS = ["31/06/2025", "32/06/2025", "2025-02-29", "02/06/1025", "hôm qua", "2025-06", "02/06"]


def test_dates_are_read_day_first_or_as_iso_and_offsets_become_the_wards_clock(tmp_path):
    rows = "".join(f"{number},16528,Đang xử lý,{text},\n" for number, text in enumerate(MOMENTS, 1))
    put(tmp_path, "hoso_2025-06-30.csv", HEADER + rows)
    take(tmp_path)
    moments = ask(tmp_path, "select received_at from dossiers order by dossier_id::int")
    assert dict(zip(MOMENTS, (row[0] for row in moments), strict=True)) == MOMENTS


def test_what_is_no_date_rejects_its_row_with_column_value_and_reason(tmp_path):
    rows = "".join(
        f"{number},16528,Đang xử lý,02/06/2025,{text}\n" for number, text in enumerate(NO_MOMENTS)
    )
    put(tmp_path, "hoso_2025-06-30.csv", HEADER + rows)
    take(tmp_path, as_of=None, reject_limit=1.0)
    rejected = ask(
        tmp_path, 'select line, "column", value, reason from rejected_rows order by line'
    )
    not_a_date = "Không phải ngày hợp lệ; cần dd/mm/yyyy hoặc yyyy-mm-dd, có thể kèm giờ."
    assert rejected == [
        (line, "Ngày hẹn trả", text, rejected[line - 2][3])
        for line, text in enumerate(NO_MOMENTS, 2)
    ]
    out_of_range = {"02/06/1025": "Nằm ngoài khoảng cho phép."}
    assert [row[3] for row in rejected] == [out_of_range.get(t, not_a_date) for t in NO_MOMENTS]


def test_first_of_january_of_1_or_1900_is_no_date_at_all(tmp_path):
    rows = "1,16528,Đang xử lý,02/06/2025,01/01/0001\n2,16528,Đang xử lý,02/06/2025,1/1/1900\n"
    put(tmp_path, "hoso_2025-06-30.csv", HEADER + rows)
    take(tmp_path)
    assert ask(tmp_path, "select dossier_id, due_at from dossiers") == [("1", None), ("2", None)]


@pytest.mark.parametrize(
    ("name", "as_of"),
    [
        ("hoso_2025-06-30.csv", "2025-06-30"),
        ("hoso_20250630.csv", "2025-06-30"),
        ("hoso.2025.06.30.csv", "2025-06-30"),
        ("Sổ theo dõi 30-06-2025.csv", "2025-06-30"),
        ("hoso_30_06_2025.csv", "2025-06-30"),
        ("hoso30062025.csv", "2025-06-30"),
        ("hoso 1-6-2025.csv", "2025-06-01"),
        ("hoso_2025-01-01_2025-06-30.csv", "2025-06-30"),
        ("hoso_30.06.2025_01.01.2025.csv", "2025-06-30"),
        ("hoso_2025-06-30 (2).csv", "2025-06-30"),
        ("hoso_2025-06-30_235959.csv", "2025-06-30"),
    ],
)
def test_the_exports_own_date_is_the_latest_in_the_files_name(tmp_path, name, as_of):
    staged, _ = take_alone(tmp_path, put(tmp_path, name, TWO_ROWS))
    assert (staged.as_of, staged.as_of_is_estimated) == (as_of, False)


@pytest.mark.parametrize("name", ["hoso.csv", "hoso_2025-13-45.csv", "hoso_120250630123.csv"])
def test_without_a_date_in_the_name_the_modification_time_counts_and_is_marked(tmp_path, name):
    path = put(tmp_path, name, TWO_ROWS)
    # 30/06/2025 18:00 UTC is already the first of July in the ward.
    moment = datetime(2025, 6, 30, 18, tzinfo=UTC).timestamp()
    os.utime(path, (moment, moment))
    staged, _ = take_alone(tmp_path, path)
    assert (staged.as_of, staged.as_of_is_estimated) == ("2025-07-01", True)


def test_a_given_date_goes_before_the_one_in_the_name(tmp_path):
    path = put(tmp_path, "hoso_2025-06-30.csv", TWO_ROWS)
    staged, _ = take_alone(tmp_path, path, as_of=date(2025, 6, 15))
    assert (staged.as_of, staged.as_of_is_estimated) == ("2025-06-15", False)


def test_an_estimated_date_is_warned_of_and_stored_once(tmp_path):
    path = put(tmp_path, "hoso.csv", TWO_ROWS)
    os.utime(path, (1751277600, 1751277600))  # 30/06/2025 17:00 in the ward
    warned = [w["detail"] for w in take(tmp_path)["warnings"] if w["code"] == "as_of_estimated"]
    assert warned == ["hoso.csv"]
    os.utime(path, (1751364000, 1751364000))  # a day later
    take(tmp_path)
    assert ask(tmp_path, "select as_of, as_of_is_estimated from loads") == [
        (date(2025, 6, 30), True)
    ]
