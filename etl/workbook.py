"""A workbook that somebody handed over → its sheets as lines of JSON, in a process of its own.

The reader allocates the whole rectangle between the outermost cells, so two cells can ask for
512 GB. Here the XML is read first for the cells that hold something; the reader then gets a copy of
just the parts that were read. xls has no XML: there the limits of this process are what holds.
"""

import contextlib
import io
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TextIO

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
)

from etl import words
from etl.words import Refusal
from etl.workbook_parts import readable_copy
from workbook_file import WorkbookSettings

OLD_EXCEL = b"\xd0\xcf\x11\xe0"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MIB = 1 << 20
MOST_SHEETS = 200
SECOND, NEARLY = 1_000_000, 10_000  # µs
LARGEST_ANSWER = 128 * MIB  # 2.5 million short cells are half of it


def limit_process(limits: WorkbookSettings) -> None:
    """Bounds the memory and processor time of this process, where the system can. Windows cannot,
    and macOS does not hold to it: there the parent's watch is what bounds them."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory_mb * MIB),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_CORE, 0),  # an image of the memory would hold what citizens wrote
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


def write_sheets(content: bytes, limits: WorkbookSettings, out: TextIO) -> None:
    """Writes for each sheet a line that is an object and a line [cell, …] for each of its rows.

    The object says its name, the number of its first row, whether it is hidden, and which cells are
    merged ([top, left, bottom, right] within those rows). Days and times are ISO text. Raises
    Refusal for what is no workbook, cannot be opened, or would take more than the limits.
    """
    left = LARGEST_ANSWER
    lines = []  # nothing is written of what is refused: the parent would hold it for nothing
    try:
        for entry in _lines(content, limits):
            line = json.dumps(entry, ensure_ascii=False, default=_as_text)
            left -= len(line)  # a text that the file holds once may stand in every cell
            if left < 0:
                raise Refusal(words.workbooks.UNPACKS_TOO_LARGE)
            lines.append(f"{line}\n")
    except PasswordError as error:
        raise Refusal(words.workbooks.LOCKED) from error
    except CalamineError as error:
        raise Refusal(words.workbooks.DAMAGED) from error
    except MemoryError as error:
        raise Refusal(words.workbooks.UNPACKS_TOO_LARGE) from error
    out.writelines(lines)


def _as_text(value: object) -> str:
    """A day, a time or a moment as ISO text; one some thousandths of a second from a whole one is
    that: a spreadsheet keeps a day's fraction, which is no whole number of seconds."""
    if isinstance(value, datetime) and value.microsecond:
        late = value.microsecond
        if min(late, SECOND - late) <= NEARLY:
            late -= SECOND if late > SECOND // 2 else 0
            value -= timedelta(microseconds=late)
    return str(value)


def _lines(content: bytes, limits: WorkbookSettings) -> Iterator[dict | list]:
    readable, hidden_rows = fit_to_open(content, limits)
    book = CalamineWorkbook.from_filelike(io.BytesIO(readable))
    if len(book.sheet_names) > MOST_SHEETS:
        raise Refusal(words.workbooks.too_many_sheets(MOST_SHEETS))
    left = limits.most_cells
    for place, name in enumerate(book.sheet_names):
        sheet = book.get_sheet_by_index(place)
        left -= sheet.height * sheet.width
        if left < 0:  # of an xls, or of one part that stands for many sheets
            raise Refusal(words.workbooks.too_many_cells(limits.most_cells))
        top, left_edge = sheet.start or (0, 0)
        yield {
            "sheet": name,
            "row": top + 1,
            "hidden_rows": 0 if place else hidden_rows,  # of the whole workbook, given once
            "is_hidden": book.sheets_metadata[place].visible != SheetVisibleEnum.Visible,
            "merged": [
                [r1 - top, c1 - left_edge, r2 - top, c2 - left_edge]
                for (r1, c1), (r2, c2) in sheet.merged_cell_ranges or ()
            ],
        }
        yield from sheet.to_python()  # iter_rows would begin at A1, wherever the cells stand


def fit_to_open(content: bytes, limits: WorkbookSettings) -> tuple[bytes, int]:
    """What may be given to the reader, and how many of its rows are hidden (0 for an xls, which
    does not say). Raises Refusal for all that can be refused unopened."""
    if content.startswith(b"PK"):
        return readable_copy(content, limits.most_cells, limits.unpacked_mb)
    if not content.startswith(OLD_EXCEL):
        raise Refusal(words.workbooks.NO_WORKBOOK)
    if ENCRYPTED in content:
        raise Refusal(words.workbooks.LOCKED)
    return content, 0
