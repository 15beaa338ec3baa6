"""Texts fitted into a sentence or a line."""

import re

NO_BREAK = "\u00a0"
# What must not be torn apart at the end of a line: a count and its unit, a quarter and its number.
_UNITS = (
    "hồ sơ|ngày làm việc|ngày|tháng|giờ|phiếu|đơn thư|đơn|thư|việc|lượt|lần|buổi|vụ việc|ý kiến"
    "|nhiệm vụ|cán bộ|điểm phần trăm|điểm"
)
_TOGETHER = re.compile(rf"(?:Quý|quý) [IVX]+\b|(?:tháng|năm) \d|\d (?:{_UNITS})\b")


def inside_a_sentence(text: str) -> str:
    """A text as it goes on within a sentence; "QĐ 766" keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def one_line(text: str) -> str:
    """A text in one line: a space in place of what a document takes for a break or a page, and of
    what no Office file can hold."""
    return re.sub(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]+", " ", text)


def keep_together(text: str) -> str:
    """The same text with no-break spaces inside "Quý II", "tháng 3", "14 hồ sơ"."""
    return _TOGETHER.sub(lambda found: found.group().replace(" ", NO_BREAK), text)
