"""The province's own Biểu II.06a, as a file that somebody drops: bytes in, a form out.

A workbook (xlsx, xls, ods) or a CSV in UTF-8 or UTF-16. Title rows, merged headings and signatures
stand around the form; it is found by the row that numbers its columns, else by what its headings
say.
"""

import csv
import hashlib
import io
import logging
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

import pandas as pd

from board.form_06a.form import CELLS
from board.form_06a.upload_header import (
    COLUMNS,
    Rows,
    field_key,
    find_header,
    fold,
    is_numbering,
)
from board.form_06a.upload_period import periods_named
from board.runtime.settings import WORKBOOK
from board.selection.periods import Period
from board.text import form_06a, form_06a_reconcile
from board.text.numbers import is_absent
from log_lines import note, raised_in
from workbook_file import WorkbookRefused, is_workbook, read_sheets


@dataclass(frozen=True)
class TheirForm:
    """A form that was read: `rows` with the columns c2 and c3 … c13 (integers; an empty cell is 0),
    a row a field, the total last; `periods` are those that its title names, most forms one."""

    rows: pd.DataFrame
    periods: list[Period]


COUNT = re.compile(r"\d{1,3}(?:[., ]\d{3})+|\d+(?:[.,]0+)?")
LARGEST_FILE_MIB = 5
MOST_ROWS = 100_000
KEPT, KEPT_SECONDS = 16, 600
# A form has some hundred cells; its rows are gone through in the server itself.
LIMITS = replace(WORKBOOK, most_cells=min(WORKBOOK.most_cells, 500_000))
MOST_DIGITS = 9  # of a count; more are a code or a telephone number in the wrong cell


class NotAForm(Exception):
    """The file cannot be read as the form; the text says to the reader what to do."""


def read_form(content: bytes) -> TheirForm:
    """The form in a file, its total added up where the file has none.

    Raises NotAForm with a sentence where there is no form, or one of its cells is no count. What
    became of a file is kept by its hash for a while, since a page asks at every press.
    """
    key = hashlib.sha256(content).digest()
    with _lock:
        until, found = _cache.get(key, (0, None))
    if found is None or time.monotonic() >= until:
        try:
            found = _found_form(content)
        except NotAForm as refusal:
            note("upload_refused", logging.WARNING, reason=raised_in(refusal))
            found = refusal
        with _lock:
            _cache.pop(key, None)
            _cache[key] = time.monotonic() + KEPT_SECONDS, found
            for old in list(_cache)[:-KEPT]:
                del _cache[old]
    if isinstance(found, NotAForm):
        raise NotAForm(str(found))
    return TheirForm(found.rows.copy(), [*found.periods])


_cache: dict[bytes, tuple[float, TheirForm | NotAForm]] = {}
_lock = threading.Lock()


def _found_form(content: bytes) -> TheirForm:
    if len(content) > LARGEST_FILE_MIB << 20:
        raise NotAForm(form_06a_reconcile.file_too_large(LARGEST_FILE_MIB))
    for rows in _sheets(content):
        if header := find_header(rows):
            above = map(_line, rows[: header[0]])
            return TheirForm(_read(rows, *header), periods_named(above))
    raise NotAForm(form_06a_reconcile.file_is_no_form())


def _line(row: list) -> str:
    """The folded text of a row; a number that a cell alone holds as it is written."""
    cells = (int(c) if isinstance(c, float) and c.is_integer() else c for c in row)
    return " ".join(filter(None, map(fold, cells)))


def _sheets(content: bytes) -> Iterator[Rows]:
    """The sheets of a workbook, or a CSV once for each delimiter."""
    if is_workbook(content):
        try:
            yield from read_sheets(content, LIMITS)
        except WorkbookRefused as refusal:
            raise NotAForm(str(refusal)) from refusal
        return
    utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if utf_16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotAForm(form_06a_reconcile.file_unreadable()) from error
    if "\0" in text:
        raise NotAForm(form_06a_reconcile.file_unreadable())
    for delimiter in ",;\t":
        try:
            rows = list(
                islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), MOST_ROWS)
            )
        except csv.Error as error:
            raise NotAForm(form_06a_reconcile.file_unreadable()) from error
        if len(rows) == MOST_ROWS:
            raise NotAForm(form_06a_reconcile.file_is_no_form())
        yield rows


def _read(rows: Rows, header: int, columns: dict[str, int]) -> pd.DataFrame:
    fields: dict[str, dict] = {}
    total = None
    for row in rows[header + 1 :]:
        # A page may repeat the header's numbers.
        if is_numbering(row) or not (found := _named_counts(row, columns)):
            continue
        name, counts = found
        if _is_total(name):
            total = {"c2": form_06a.TOTAL} | counts
        elif field_key(name) in fields:
            raise NotAForm(form_06a_reconcile.field_twice(name))
        else:
            fields[field_key(name)] = {"c2": name} | counts
    if not fields and total is None:
        raise NotAForm(form_06a_reconcile.file_without_rows())
    made = list(fields.values())
    added = {"c2": form_06a.TOTAL} | {cell: sum(row[cell] for row in made) for cell in CELLS}
    return pd.DataFrame([*made, total or added], columns=COLUMNS)


def _named_counts(row: list, columns: dict[str, int]) -> tuple[str, dict[str, int]] | None:
    """What a row names and counts; None for titles, notes and signatures, which hold no count.

    Raises NotAForm where a row of counts holds something else too."""
    cells = {cell: row[place] if place < len(row) else "" for cell, place in columns.items()}
    counts = {cell: _count(cells[cell]) for cell in CELLS}
    if not any(counts[cell] is not None and str(cells[cell]).strip() for cell in CELLS):
        return None
    name = str(cells["c2"]).strip() or _first_text(row[: columns["c3"]])
    known = {cell: count for cell, count in counts.items() if count is not None}
    for cell in CELLS:
        if cell not in known:
            raise NotAForm(form_06a_reconcile.cell_is_no_count(name, cell, str(cells[cell])))
    return name, known


def _is_total(name: str) -> bool:
    return fold(name).startswith(("tong cong", "tong so")) or fold(name) in ("tong", "cong")


def _first_text(row: list) -> str:
    return next((str(cell).strip() for cell in row if str(cell).strip()), "")


def _count(value) -> int | None:
    """A cell as a count: 1.234 in Vietnamese form, nothing or a dash as 0; None for other text."""
    if isinstance(value, float):
        return int(value) if value.is_integer() and 0 <= value < 10**MOST_DIGITS else None
    if is_absent(value):
        return 0
    text = str(value).replace("\u00a0", " ").replace("\u202f", " ").strip()
    if text in ("", "-", "–"):
        return 0
    if not COUNT.fullmatch(text):
        return None
    grouped = re.fullmatch(r"\d{1,3}(?:[., ]\d{3})+", text)
    digits = re.sub(r"\D", "", text) if grouped else re.split("[.,]", text)[0]
    return int(digits) if len(digits) <= MOST_DIGITS else None
