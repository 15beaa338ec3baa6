"""Bytes → a table of text: encoding, delimiter, header, and the lines that are no rows.

A sound UTF-8 file is left where it is and handed on as found. Anything else (UTF-16, decomposed
letters, a broken row, a line break inside quotes) is read row by row here and handed on in memory,
in order, with a column of line numbers and only the columns that are wanted: nothing of it is
written down before it is masked. Kinds of file that need more (windows-1258, xlsx, heading rows)
belong here too.
"""

import codecs
import csv
import hashlib
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from etl import words
from etl.words import Refusal

CHUNK = 1 << 20
LONGEST_LINE = 1 << 20
BATCH = 10_000  # rows
HEAD_LINES = 20
DELIMITERS = ",;\t"
BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
MAGIC = {
    b"PK\x03\x04": "tệp Excel hoặc tệp nén",
    b"\xd0\xcf\x11\xe0": "tệp Excel kiểu cũ",
    b"%PDF": "tệp PDF",
}
BINARY = "tệp nhị phân"
# In UTF-8 these lead bytes stand only for U+0300–U+037F: letters that are not composed (NFC).
COMBINING = (b"\xcc", b"\xcd")
CUT_LETTER = ("unexpected end of data", "truncated data")  # how codecs call a letter cut in two


@dataclass(frozen=True)
class Fault:
    """A line that is no row; its text is not kept."""

    line: int
    reason: str


@dataclass(frozen=True)
class Layout:
    """How a file is to be read: what one pass over its bytes and its heading row tell."""

    path: Path
    encoding: str
    delimiter: str
    header: list[str]
    lines: int  # physical lines, the heading row's among them
    is_plain: bool  # UTF-8, composed, the heading row on one line and rows from the next


@dataclass(frozen=True)
class TextTable:
    """A UTF-8 CSV with one heading row that a strict reader can take."""

    path: Path
    delimiter: str
    width: int
    rows: int  # data rows a strict reader must find


def file_hash(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hex: what a file is known by."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def layout(path: Path, progress: Callable[[int], None] = lambda done: None) -> Layout:
    """The layout of `path`. Raises Refusal for a file that is no CSV in UTF-8 or UTF-16."""
    encoding, composed, lines = _survey(path, progress)
    try:
        with path.open(encoding=encoding, newline="") as stream:
            head = list(islice(_composed(path.name, stream), HEAD_LINES))
    except UnicodeDecodeError as error:
        raise _undecodable(path, lines, error) from error
    delimiter, header, is_first_line, explained = _heading(path.name, head)
    is_plain = encoding != "utf-16" and composed and is_first_line and not explained
    return Layout(path, encoding, delimiter, header, lines, is_plain)


def as_found(file: Layout) -> TextTable:
    """A plain file as it lies. An error or another number of rows asks for `Rows`."""
    return TextTable(file.path, file.delimiter, len(file.header), file.lines - 1)


class Rows:
    """Some columns of a file's rows, each row judged alone; `rows` and `faults` stand once the
    batches are through."""

    def __init__(self, file: Layout, columns: list[int]):
        self.columns = columns
        self.rows, self.faults = 0, []
        self._file = file

    def batches(self) -> Iterator[list[list]]:
        """The rows by the thousand, column by column, the line number last; an empty cell is None.

        Raises Refusal for a file that cannot be decoded, is cut off or has a quote left open.
        """
        try:
            rows = _sound_rows(self._file, self.faults)
            while batch := list(islice(rows, BATCH)):
                self.rows += len(batch)
                cells = [[row[column] or None for row, _ in batch] for column in self.columns]
                yield [*cells, [line for _, line in batch]]
        except UnicodeDecodeError as error:
            raise _undecodable(self._file.path, self._file.lines, error) from error


def _survey(path: Path, progress: Callable[[int], None]) -> tuple[str, bool, int]:
    """One pass over the bytes: encoding, whether all letters are composed, physical lines."""
    name = path.name
    newlines, since_newline, composed, blank, done = 0, 1, True, True, 0
    encoding = "utf-8"
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            if done == 0:
                encoding = next((e for bom, e in BOMS.items() if chunk.startswith(bom)), "utf-8")
                if kind := next((k for magic, k in MAGIC.items() if chunk.startswith(magic)), None):
                    raise Refusal(words.file_binary(name, kind))
            if encoding != "utf-16" and b"\0" in chunk:
                raise Refusal(words.file_binary(name, BINARY))
            blank = blank and not chunk.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe")
            found = chunk.count(b"\n")
            since_newline = len(chunk) - chunk.rfind(b"\n") if found else since_newline + len(chunk)
            if since_newline > LONGEST_LINE:
                raise Refusal(words.line_too_long(name, newlines + found + 1))
            newlines += found
            composed = composed and not any(lead in chunk for lead in COMBINING)
            done += len(chunk)
            progress(len(chunk))
    if blank:
        raise Refusal(words.file_empty(name))
    return encoding, composed, newlines + (since_newline > 1)


def _heading(name: str, head: list[str]) -> tuple[str, list[str], bool, bool]:
    """The delimiter that fits best, the heading row's cells, whether that row is the first line,
    and whether a line of explanation (as our templates have) follows."""
    start = next(i for i, line in enumerate([*head, "-"]) if line.strip())
    cut = {d: _head_rows(head[start:], d) for d in DELIMITERS}
    delimiter = max(DELIMITERS, key=lambda d: _fit(*(cells for _, cells in cut[d])))
    (lines, cells), *second = cut[delimiter]
    if lines == 0:
        raise Refusal(words.quote_open(name, start + 1))
    header = [" ".join(cell.split()) for cell in cells]
    return delimiter, header, start + lines == 1, bool(second) and _explains(second[0][1])


def _fit(heading: list[str], second: list[str] = ()) -> tuple[bool, int]:
    """A title may hold commas: a delimiter that cuts two rows alike goes first."""
    return 1 < len(heading) == len(second), len(heading)


def _head_rows(head: list[str], delimiter: str) -> list[tuple[int, list[str]]]:
    """(last line, cells) of heading row and next row; where a quote stays open, 0 and a cut."""
    reader = csv.reader(head, delimiter=delimiter, strict=True)
    found: list[tuple[int, list[str]]] = []
    try:
        for cells in reader:
            if not found and _swallows(head[: reader.line_num], delimiter, len(cells)):
                break
            if any(cell.strip() for cell in cells):
                found.append((reader.line_num, cells))
            if len(found) == 2:
                break
    except csv.Error:
        pass  # of a later row's quotes `Rows` judges
    return found or [(0 if head else 1, "".join(head[:1]).split(delimiter))]


def _explains(cells: list[str]) -> bool:
    return cells[0].startswith(words.EXPLAINS)


def _swallows(lines: list[str], delimiter: str, width: int) -> bool:
    """Whether a row over several lines may be whole rows that two stray quotes made one."""
    return len(lines) > 1 and all(line.count(delimiter) >= max(1, width - 1) for line in lines)


def _composed(name: str, stream: Iterator[str]) -> Iterator[str]:
    for line in stream:
        if "\0" in line:
            raise Refusal(words.file_binary(name, BINARY))
        yield unicodedata.normalize("NFC", line)


def _undecodable(path: Path, lines: int, error: UnicodeDecodeError) -> Refusal:
    name, is_cut = path.name, error.reason in CUT_LETTER
    return Refusal(words.file_truncated(name, lines) if is_cut else words.file_not_utf8(name))


def _sound_rows(file: Layout, faults: list[Fault]) -> Iterator[tuple[list[str], int]]:
    """The cells and the line of every row that is one; the lines that are none go to `faults`."""
    name, width, last = file.path.name, len(file.header), 0
    with file.path.open(encoding=file.encoding, newline="") as stream:
        for first, last, cells, reason in _rows(file, _composed(name, stream)):
            if reason is None and len(cells) > width and not any(cells[width:]):
                cells = cells[:width]  # a spreadsheet's trailing delimiters
            if reason is None and len(cells) != width:
                reason = "too_few_cells" if len(cells) < width else "too_many_cells"
            if reason is None:
                yield cells, first
            elif last > first:
                # A broken row over several lines is a quote left open: rows may lie inside it.
                raise Refusal(words.quote_open(name, first))
            else:
                faults.append(Fault(first, reason))
    with file.path.open("rb") as stream:
        stream.seek(-2, 2)
        is_cut = b"\n" not in stream.read()
    if is_cut and faults and faults[-1] == Fault(last, "too_few_cells"):
        raise Refusal(words.file_truncated(name, last))


def _rows(file: Layout, lines: Iterator[str]) -> Iterator[tuple[int, int, list, str | None]]:
    """(first line, last line, cells, reason) of every row but blank ones and the headings."""
    csv.field_size_limit(LONGEST_LINE)
    taken: list[str] = []

    def watched() -> Iterator[str]:
        for line in lines:
            taken.append(line)
            yield line

    reader = csv.reader(watched(), delimiter=file.delimiter, strict=True)
    place = 0
    while True:
        first, reason = reader.line_num + 1, None
        taken.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "unexpected end" in str(error) or "field limit" in str(error):
                raise Refusal(words.quote_open(file.path.name, first)) from error
            cells, reason = [], "bad_quotes"
        if reason is None and not any(cell.strip() for cell in cells):
            continue
        if _swallows(taken, file.delimiter, len(file.header)):
            raise Refusal(words.quote_open(file.path.name, first))
        place += 1
        if place > 2 or (place == 2 and not (cells and _explains(cells))):
            yield first, reader.line_num, cells, reason
