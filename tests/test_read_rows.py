"""Rows of a text: separators too many, quotes in the wrong place, long cells, files cut off."""

import pytest

from etl.read.content import Content
from etl.read.encoding import CHUNK, survey
from etl.words import Refusal
from tests.snapshots import put, take_alone

HEAD = "Mã hồ sơ,Trạng thái,Ngày tiếp nhận,Ngày hẹn trả,Lý do quá hạn,Tổ dân phố\n"
GOOD = "H56.14-250602-{0:04},4,02/06/2025,05/06/2025,khác,TDP {0}\n"


def landed(folder, text: str):
    return take_alone(folder, put(folder, "hoso_2025-06-30.csv", text))


def many(changed: dict[int, str], rows: int = 60) -> str:
    """A heading and rows on the lines from 2, some of them changed."""
    return HEAD + "".join(changed.get(line, GOOD.format(line)) for line in range(2, rows + 2))


# A comma that is not quoted, and the last cell blank: the cells have moved to the right.
MOVED = "H56.14-250602-0030,4,02/06/2025,05/06/2025,Nguyễn Văn A, khác,\n"


@pytest.mark.parametrize("line", [2, 30, 61])
def test_a_row_with_one_separator_too_many_is_rejected_also_when_its_last_cell_is_blank(
    tmp_path, line
):
    staged, rows = landed(tmp_path, many({line: MOVED}))
    assert staged.faults == [{"line": line, "reason": "too_many_cells"}]
    assert len(rows) == 59
    assert "Nguyễn Văn A" not in str(rows)


def test_the_same_beside_quoted_cells_with_separators(tmp_path):
    quoted = 'H56.14-250602-0010,4,02/06/2025,05/06/2025,"a, b","x, ""y"", z"\n'
    staged, rows = landed(tmp_path, many({10: quoted, 30: MOVED}))
    assert staged.faults == [{"line": 30, "reason": "too_many_cells"}]
    assert rows[8][-1] == 'x, "y", z'


def test_separators_that_every_row_has_too_many_are_passed_over_and_one_more_is_not(tmp_path):
    text = HEAD + "".join(GOOD.format(n).replace("\n", ",,\n") for n in range(2, 8))
    text += MOVED.replace("\n", ",,\n")
    staged, rows = landed(tmp_path, text)
    assert staged.faults == [{"line": 8, "reason": "too_many_cells"}]
    assert len(rows) == 6


def test_separators_that_the_heading_has_too_are_passed_over(tmp_path):
    text = HEAD.replace("\n", ",,\n") + GOOD.format(2).replace("\n", ",,\n") + GOOD.format(3)
    staged, rows = landed(tmp_path, text)
    assert (len(rows), staged.faults) == (2, [])


@pytest.mark.parametrize("cell", ['TDP "3"', 'TDP 3"', '"TDP" 3', 'T"DP'])
@pytest.mark.parametrize("line", [2, 55])
def test_a_quote_inside_a_bare_cell_is_misplaced(tmp_path, cell, line):
    staged, rows = landed(tmp_path, many({line: GOOD.format(line).replace(f"TDP {line}", cell)}))
    assert staged.faults == [{"line": line, "reason": "bad_quotes"}]
    assert len(rows) == 59


def test_quotes_where_they_belong_are_none(tmp_path):
    row = 'H56.14-250602-0003, "4",02/06/2025,05/06/2025,"nói ""tốt"", rồi ""thôi""",""\n'
    staged, rows = landed(tmp_path, many({3: row}))
    assert (staged.faults, rows[1][-2:]) == ([], ('nói "tốt", rồi "thôi"', None))


LONG = '"một, hai, ba, bốn, năm, sáu, bảy\ntám, chín, mười, một, hai, ba, bốn\nx, 1, 2, 3, 4, 5"'


def test_a_cell_of_many_lines_and_commas_is_one_cell(tmp_path):
    text = many({30: GOOD.format(30).replace("khác", LONG)})
    staged, rows = landed(tmp_path, text)
    assert (len(rows), staged.faults) == (60, [])
    assert rows[28][-2] == LONG.strip('"')


def test_bare_delimiters_are_a_blank_row_however_many_they_are(tmp_path):
    staged, rows = landed(tmp_path, many({30: "," * 19 + "\n", 31: ",\n", 32: " , ,\n"}))
    assert (len(rows), staged.faults, staged.not_data) == (57, [], {"blank": 3})


def test_a_first_cell_of_two_lines_is_one_cell(tmp_path):
    head = "Tổ dân phố,Mã hồ sơ,Trạng thái,Ngày tiếp nhận,Ngày hẹn trả\n"
    row = '"Tổ\n6",H56.14-250602-0001,4,02/06/2025,05/06/2025\n'
    _, rows = landed(tmp_path, head + row)
    assert rows == [
        (2, "Tổ\n6", "H56.14-250602-0001", "4", "02/06/2025", "05/06/2025"),
    ]


@pytest.mark.parametrize("ends", [31, 33])
@pytest.mark.parametrize("column", ["khác", "TDP {0}"])
def test_two_stray_quotes_that_hide_whole_rows_refuse_the_file(tmp_path, column, ends):
    first, last = (GOOD.format(n) for n in (30, ends))
    text = many({
        30: first.replace(column.format(30), '"' + column.format(30)),
        ends: last.replace(column.format(ends), column.format(ends) + '"'),
    })  # fmt: skip
    with pytest.raises(Refusal, match="dấu ngoặc kép mở ở dòng 30 không được đóng"):
        landed(tmp_path, text)


def test_a_cell_over_a_megabyte_is_named_as_that(tmp_path):
    cell = '"' + "dòng dài\n" * 150_000 + '"'
    with pytest.raises(Refusal, match="có một ô ở dòng 30 dài quá 1 MB"):
        landed(tmp_path, many({30: GOOD.format(30).replace("khác", cell)}))


def test_a_quote_left_open_before_a_megabyte_of_rows_is_named_as_that(tmp_path):
    text = many({30: GOOD.format(30).replace("khác", '"khác')}, rows=30_000)
    with pytest.raises(Refusal, match="dấu ngoặc kép mở ở dòng 30 không được đóng"):
        landed(tmp_path, text)


@pytest.mark.parametrize("cut", [1, 10, 25, 40])
def test_a_file_that_ends_in_the_midst_of_a_row_is_refused(tmp_path, cut):
    with pytest.raises(Refusal, match="bị cắt cụt ở dòng cuối"):
        landed(tmp_path, many({}) + GOOD.format(99)[:cut])


def test_a_file_that_ends_with_a_line_of_blanks_is_whole(tmp_path):
    staged, rows = landed(tmp_path, many({}) + "   ")
    assert (len(rows), staged.faults, staged.not_data) == (60, [], {"blank": 1})


@pytest.mark.parametrize("place", [CHUNK - 2, CHUNK - 1, CHUNK, CHUNK + 1])
@pytest.mark.parametrize("end", [b",\n", b",\r\n"])
def test_a_blank_end_of_a_line_is_seen_wherever_the_text_is_cut_to_pieces(tmp_path, end, place):
    text = b"a,b\n1," + b"2" * (place - 6)
    (tmp_path / "with.csv").write_bytes(text + end + b"5,6\n")
    (tmp_path / "without.csv").write_bytes(text + end[1:] + b"5,6\n")
    found = {
        path.stem: survey(Content(path), lambda done: None).ends_blank
        for path in tmp_path.iterdir()
    }
    assert found == {"with": True, "without": False}
