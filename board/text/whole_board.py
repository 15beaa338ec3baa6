"""The words of the workbook of the whole board, and of one of all tables of a page."""

import re

from board.text.committee_pack import stream_cells
from board.text.form_06a import CELL_NAMES
from board.text.numbers import UNITS, is_absent
from board.text.sentences import one_line

TABS = {
    "measures": "Chỉ số",
    "months": "Theo tháng",
    "field": "Theo lĩnh vực",
    "procedure": "Theo thủ tục",
    "channel": "Theo kênh",
    "unit": "Theo đơn vị",
    "form": "Biểu II.06a",
    "streams": "Mảng nội dung",
}
TITLES = {
    "measures": "Các chỉ số trong kỳ",
    "months": "Các chỉ số theo tháng",
    "field": "Các chỉ số theo lĩnh vực",
    "procedure": "Các chỉ số theo thủ tục",
    "channel": "Các chỉ số theo kênh tiếp nhận",
    "unit": "Các chỉ số theo đơn vị",
    "form": "Biểu số II.06a/VPCP/KSTT",
    "streams": "Các mảng nội dung của mô hình",
}
MEASURE, IN_UNIT, MONTH = "Chỉ số", "Đơn vị tính", "Tháng"
SHARE, VALUE, NUMERATOR, N = "Tỷ lệ", "Số, thời gian", "Số đạt", "Trên tổng số"
SHARE_BEFORE, VALUE_BEFORE, N_BEFORE = (
    "Tỷ lệ kỳ so sánh",
    "Số, thời gian kỳ so sánh",
    "Trên tổng số kỳ so sánh",
)
SHARE_AIMED, VALUE_AIMED = "Mục tiêu, tỷ lệ", "Mục tiêu, số"
SHARES = frozenset({SHARE, SHARE_BEFORE, SHARE_AIMED})
PAGE_TABLES = "Tải cả trang (Excel)"
LONGEST_TAB = 31  # characters, as spreadsheets allow
NOT_IN_TABS = re.compile(r"[\[\]:*?/\\']+")


def front(measure) -> dict:
    """The columns that name a measure."""
    return {MEASURE: measure.name, IN_UNIT: UNITS.get(measure.unit, measure.noun)}


def figure(measure, row) -> dict:
    """The columns of what a measure came to."""
    return _in_two(measure, row.get("value"), SHARE, VALUE) | {
        NUMERATOR: row.get("numerator") if measure.unit == "share" else None,
        N: row.get("n") if measure.unit != "count" else None,
    }


def compared(measure, row) -> dict:
    """The columns of the compared period."""
    values = _in_two(measure, row.get("value"), SHARE_BEFORE, VALUE_BEFORE)
    return values | {N_BEFORE: row.get("n") if measure.unit != "count" else None}


def target(measure, value) -> dict:
    """The columns of a target."""
    return _in_two(measure, value, SHARE_AIMED, VALUE_AIMED)


def _in_two(measure, value, share: str, other: str) -> dict:
    """A value under the heading of shares or that of all else, so that each column is of one kind."""
    value = None if is_absent(value) else value
    is_share = measure.unit == "share"
    return {share: value if is_share else None, other: None if is_share else value}


def form_named(rows):
    """The rows of the form under the names of its columns."""
    return rows.rename(columns={"c2": "Lĩnh vực giải quyết"} | CELL_NAMES)


def stream(of) -> dict:
    """A workstream in three texts."""
    names = ("Mảng nội dung", "Chỉ số", "Nhiệm vụ")
    return dict(zip(names, map(one_line, stream_cells(of)), strict=True))


def tab(title: str, taken=()) -> str:
    """A name that a sheet may have, and that none of those taken has."""
    whole = " ".join(NOT_IN_TABS.sub(" ", one_line(title)).split()) or "Bảng"
    name, place = _cut(whole, LONGEST_TAB), 1
    while name.casefold() in {other.casefold() for other in taken}:
        place += 1
        mark = f" ({place})"
        name = _cut(whole, LONGEST_TAB - len(mark)) + mark
    return name


def _cut(text: str, most: int) -> str:
    """A text of at most so many characters, cut between words where it has some."""
    if len(text) <= most:
        return text
    words = text[: most + 1].rsplit(" ", 1)[0]
    return words[:most].rstrip(" ,;(")
