"""Bytes → a table of text: encoding, delimiter, header, and the lines that are no rows.

A sound UTF-8 file is left where it is and handed on as found. Anything else (UTF-16, decomposed
letters, a broken row, a line break inside quotes) is written anew, in order, with a column of
line numbers, so that every later step reads one kind of file. Kinds of file that need more
(windows-1258, xlsx, heading rows) belong here too.
"""

import codecs
import csv
import hashlib
import io
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from etl import words
from etl.words import Refusal

CHUNK = 1 << 20
LONGEST_LINE = 1 << 20
HEAD_LINES = 20
DELIMITERS = ",;\t"
BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
MAGIC = {
    b"PK\x03\x04": "tệp Excel hoặc tệp nén",
    b"\xd0\xcf\x11\xe0": "tệp Excel kiểu cũ",
    b"%PDF": "tệp PDF",
}
# In UTF-8 these lead bytes stand only for U+0300–U+037F: letters that are not composed (NFC).
COMBINING = (b"\xcc", b"\xcd")


@dataclass(frozen=True)
class Fault:
    """A line that is no row; its text is not kept."""

    line: int
    reason: str


@dataclass(frozen=True)
class TextTable:
    """A UTF-8 CSV that a strict reader can take, and what was found on the way to it."""

    path: Path
    delimiter: str
    header: list[str]
    rows: int  # data rows a strict reader must find, without the faults
    has_line_column: bool
    faults: list[Fault] = field(default_factory=list)


def file_hash(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hex: what a file is known by."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read(
    path: Path, scratch: Path, progress: Callable[[int], None] = lambda done: None
) -> TextTable:
    """What `path` holds, as found. Raises Refusal for a file that is no CSV in UTF-8 or UTF-16."""
    encoding, composed, lines = _survey(path, progress)
    if encoding == "utf-8" and composed:
        delimiter, header, explained = _header(path.name, path, encoding)
        if not explained:
            return TextTable(path, delimiter, header, lines - 1, False)
    return _line_by_line(path, scratch, encoding)


def read_line_by_line(path: Path, scratch: Path) -> TextTable:
    """The slow way, for a file that the strict reader would not take: each row judged alone."""
    return _line_by_line(path, scratch, _survey(path, lambda done: None)[0])


def _line_by_line(path: Path, scratch: Path, encoding: str) -> TextTable:
    try:
        return _rewrite(path, encoding, scratch)
    except UnicodeError as error:
        raise Refusal(words.file_not_utf8(path.name)) from error


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
                raise Refusal(words.file_binary(name, "tệp nhị phân"))
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


def _header(name: str, path: Path, encoding: str) -> tuple[str, list[str], bool]:
    """The delimiter that cuts the heading row into most cells, those cells, and whether a line of
    explanation (as our templates have) follows."""
    with path.open(encoding=encoding, newline="") as stream:
        try:
            head = list(islice(_composed(stream), HEAD_LINES))
        except UnicodeError as error:
            raise Refusal(words.file_not_utf8(name)) from error
    cut = {d: list(islice(csv.reader(head, delimiter=d), 2)) for d in DELIMITERS}
    delimiter = max(DELIMITERS, key=lambda d: len(cut[d][0]) if cut[d] else 0)
    heading, *second = cut[delimiter] or [[]]
    return delimiter, [" ".join(cell.split()) for cell in heading], _explains(*second)


def _explains(cells: list[str] = ()) -> bool:
    return bool(cells) and cells[0].startswith(words.EXPLAINS)


def _composed(stream: io.TextIOBase) -> Iterator[str]:
    for line in stream:
        yield unicodedata.normalize("NFC", line)


def _rewrite(path: Path, encoding: str, scratch: Path) -> TextTable:
    delimiter, header, _ = _header(path.name, path, encoding)
    width, rows, faults, ends = len(header), 0, [], "\n"
    with (
        path.open(encoding=encoding, newline="") as stream,
        scratch.open("w", encoding="utf-8", newline="") as out,
    ):
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([*header, "line"])
        for first, last, cells, reason in _rows(path.name, _composed(stream), delimiter):
            if reason is None and len(cells) > width and not any(cells[width:]):
                cells = cells[:width]  # a spreadsheet's trailing delimiters
            if reason is None and len(cells) != width:
                reason = "too_few_cells" if len(cells) < width else "too_many_cells"
            if reason is None:
                writer.writerow([*cells, first])
                rows += 1
            elif last > first:
                # A broken row over several lines is a quote left open: rows may lie inside it.
                raise Refusal(words.quote_open(path.name, first))
            else:
                faults.append(Fault(first, reason))
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - 2))
        ends = stream.read()
    if (
        faults
        and faults[-1].line == last
        and faults[-1].reason == "too_few_cells"
        and b"\n" not in ends
    ):
        raise Refusal(words.file_truncated(path.name, last))
    return TextTable(scratch, ",", header, rows, True, faults)


def _rows(
    name: str, lines: Iterator[str], delimiter: str
) -> Iterator[tuple[int, int, list, str | None]]:
    """(first line, last line, cells, reason) of every data row that is not blank."""
    csv.field_size_limit(LONGEST_LINE)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    next(reader, None)
    while True:
        first = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "unexpected end" in str(error) or "field limit" in str(error):
                raise Refusal(words.quote_open(name, first)) from error
            yield first, reader.line_num, [], "bad_quotes"
            continue
        if any(cell.strip() for cell in cells) and not _explains(cells):
            yield first, reader.line_num, cells, None
