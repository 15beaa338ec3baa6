"""Where a form stands in a sheet: by the row that numbers its columns, else by what its headings
say."""

import re
import unicodedata
from itertools import islice

from board.form_06a.form import CELLS

Rows = list[list]

COLUMNS = ["c2", *CELLS]
NUMBERED = re.compile(r"\(?(\d{1,2})\)?(?:\.0)?(?:=.*)?")  # 3, (3), 3.0, (3)=(4)+(5)+(6)
HEADING_ROWS = 3
# Where a form's heading stands, and how long a text is that means something there.
HEADING_WITHIN_ROWS, HEADING_WITHIN_COLUMNS, LONGEST_TEXT = 200, 100, 500
# What a heading must say, the particular before the general; group first, then the column in it.
GROUPS = (("dang giai quyet", "in_hand"), ("da giai quyet", "settled"), ("nhan", "received"))
COLUMNS_OF = {
    "received": (("truc tuyen", "c4"), ("truc tiep", "c5"), ("ky truoc", "c6"), ("tong", "c3")),
    "settled": (("truoc han", "c8"), ("dung han", "c9"), ("qua han", "c10"), ("tong", "c7")),
    "in_hand": (("trong han", "c12"), ("qua han", "c13"), ("tong", "c11")),
}


def fold(text) -> str:
    """Text for matching: small letters without diacritics or punctuation, single spaces."""
    letters = unicodedata.normalize("NFD", str(text)[:LONGEST_TEXT].lower().replace("đ", "d"))
    bare = "".join(c for c in letters if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", bare))


def field_key(name) -> str:
    """A field's name for matching: folded, without its number and the word "lĩnh vực"."""
    return re.sub(r"^(\d+ )?(linh vuc )?", "", fold(name))


def find_header(rows: Rows) -> tuple[int, dict[str, int]] | None:
    """(the header's last row, cell → its column): by the numbering row, else by the headings."""
    rows = [row[:HEADING_WITHIN_COLUMNS] for row in islice(rows, HEADING_WITHIN_ROWS)]
    for place, row in enumerate(rows):
        if is_numbering(row):
            return place, {f"c{n}": column for column, n in _numbers(row) if n >= 2}
    for place in range(len(rows)):
        for first in range(place, max(-1, place - HEADING_ROWS), -1):
            found = _by_words(rows[first : place + 1])
            if set(found) == set(COLUMNS):
                return place, found
    return None


def _numbers(row: list) -> list[tuple[int, int]]:
    texts = (
        (column, re.sub(r"\s", "", str(cell)[:LONGEST_TEXT])) for column, cell in enumerate(row)
    )
    found = ((column, NUMBERED.fullmatch(text)) for column, text in texts)
    return [(column, int(match[1])) for column, match in found if match]


def is_numbering(row: list) -> bool:
    """Whether a row counts the form's columns: 2 to 13 from left to right, (1) before or not."""
    counted = [n for _, n in _numbers(row)]
    return counted in (list(range(2, 14)), list(range(1, 14)))


def _by_words(rows: Rows) -> dict[str, int]:
    """cell → column, by one to three rows of headings; a merged one reaches to the next at its
    right, but for the lowest row, whose cells stand each for themselves."""
    headings = [""] * max(map(len, rows))
    for place, row in enumerate(rows):
        above = ""
        for column in range(len(headings)):
            text = fold(row[column]) if column < len(row) else ""
            above = text or (above if place < len(rows) - 1 else "")
            headings[column] += f" {above}"
    found: dict[str, int] = {}
    for column, text in enumerate(headings):
        cell = _meant(text)
        if cell and cell not in found:
            found[cell] = column
    return found


def _meant(text: str) -> str | None:
    group = next((name for phrase, name in GROUPS if phrase in text), None)
    if group is None:
        return "c2" if "linh vuc" in text else None
    return next((cell for phrase, cell in COLUMNS_OF[group] if phrase in text), None)
