"""Text cut into cells by a delimiter: CSV and its kin, row by row, and lines that are no rows."""

import csv
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from etl import words
from etl.profile import Profile
from etl.read.content import Content
from etl.read.encoding import BINARY, CHUNK, LONGEST_LINE, Survey, truncated
from etl.read.heading import Heading, find_heading
from etl.read.sheet import HEAD_ROWS, Row
from etl.words import Refusal

DELIMITERS = ",;\t|"
HEAD_LINES = 4 * HEAD_ROWS
SEPARATOR = re.compile(r'"?sep=(.)"?\r?\n?', re.I)


@dataclass(frozen=True)
class Delimited:
    """A text and how it is cut. `skipped` lines before the first row only name the delimiter."""

    content: Content
    encoding: str
    delimiter: str
    skipped: int = 0
    name: str | None = None
    is_hidden: bool = False

    def head(self) -> list[list[str]]:
        """The first rows, up to one that is broken."""
        return [cells for _, cells in _cut(_first_lines(self), self.delimiter)]

    def last_line_of(self, heading: Heading) -> int:
        """The physical line on which the heading ends."""
        rows = _cut(_first_lines(self), self.delimiter)
        return self.skipped + rows[heading.first + heading.rows - 1][0]

    def rows_below(self, heading: Heading, is_row: Callable[[list[str]], bool]) -> Iterator[Row]:
        """The rows below a heading. Raises Refusal for a file that is cut off, or has a quote left
        open or a cell that is too long."""
        name, width = self.content.name, len(heading.cells)
        named = max((n for n, cell in enumerate(heading.cells, 1) if cell), default=0)
        surplus: int | None = None  # delimiters that every row has and the heading has not
        last, reason = 0, None
        for first, last, cells, reason in self._rows(heading, is_row):
            if reason is None and len(cells) > width and not any(cells[width:]):
                if surplus is None:
                    surplus = self._least_width(heading) - width
                if len(cells) - width <= surplus:
                    cells = cells[:width]
            elif reason is None and surplus is None:
                surplus = 0
            if reason is None and not any(map(str.strip, cells)):
                cells = [""] * width  # bare delimiters, however many, are no row
            elif reason is None and named <= len(cells) < width:
                cells = cells + [""] * (width - len(cells))
            if reason is None and len(cells) != width:
                reason = "too_few_cells" if len(cells) < width else "too_many_cells"
            if reason == "bad_quotes" and last > first:
                # A broken row over several lines is a quote left open: rows may lie inside it.
                raise quote_open(name, first)
            yield first, cells, reason
        if reason == "too_few_cells" and self._ends_without_line_end():
            raise truncated(name, last)

    def _least_width(self, heading: Heading) -> int:
        """The fewest cells that any row has."""
        rows = self._rows(heading, lambda cells: False)
        return min(len(cells) for *_, cells, reason in rows if reason is None and any(cells))

    def _rows(
        self, heading: Heading, is_row: Callable[[list[str]], bool]
    ) -> Iterator[tuple[int, int, list[str], str | None]]:
        """(first line, last line, cells, reason) of every row below the heading."""
        csv.field_size_limit(LONGEST_LINE)
        well_formed = _well_formed(self.delimiter)
        taken: list[str] = []
        with self.content.lines(self.encoding) as stream:

            def watched() -> Iterator[str]:
                """The lines below what is skipped, each kept in `taken` too."""
                for line in composed(self.content.name, islice(stream, self.skipped, None)):
                    taken.append(line)
                    yield line

            reader = csv.reader(
                watched(), delimiter=self.delimiter, strict=True, skipinitialspace=True
            )
            above = heading.first + heading.rows
            while True:
                first, reason = self.skipped + reader.line_num + 1, None
                taken.clear()
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    self._refuse_unended(str(error), first)
                    cells, reason = self._parted(taken), "bad_quotes"
                if above > 0:
                    above -= 1
                    continue
                if len(taken) > 1 and self._swallows(taken, len(heading.cells), is_row):
                    raise quote_open(self.content.name, first)
                text = taken[0] if len(taken) == 1 else "".join(taken)
                if reason is None and '"' in text and not well_formed.fullmatch(text):
                    cells, reason = self._parted(taken), "bad_quotes"
                yield first, self.skipped + reader.line_num, cells, reason

    def _parted(self, lines: list[str]) -> list[str]:
        """The cells of a row whose quotes are wrong, parted wherever a delimiter stands."""
        return "".join(lines).rstrip("\r\n").split(self.delimiter)

    def _swallows(self, lines: list[str], width: int, is_row: Callable[[list[str]], bool]) -> bool:
        """Whether a row over several lines has whole rows inside it that two stray quotes hid. Its
        last line is one only where the first is whole too: of a cell of many lines either the first
        lacks what stands after that cell, or the last what stands before it."""

        def is_whole(line: str) -> bool:
            """Whether a line has about as many delimiters as a row."""
            return line.count(self.delimiter) >= max(1, width - 1)

        within = lines[1:] if is_whole(lines[0]) else lines[1:-1]
        return any(is_whole(line) and is_row(line.split(self.delimiter)) for line in within)

    def _refuse_unended(self, error: str, first: int) -> None:
        if "field limit" in error:
            with self.content.lines(self.encoding) as stream:
                quotes = sum(line.count('"') for line in islice(stream, first - 1, None))
            if quotes % 2 == 0:
                why = words.wrong_line(first, words.rows.LINE_WRONG["cell_too_long"])
                raise Refusal(words.files.cell_too_long(self.content.name, first), why)
        elif "unexpected end" not in error:
            return
        raise quote_open(self.content.name, first)

    def _ends_without_line_end(self) -> bool:
        wide = {"utf-16": 2, "utf-32": 4}.get(self.encoding[:6], 1)
        with self.content.opened() as stream:
            stream.seek(-wide, 2)
            return b"\n" not in stream.read()


def cut_by(content: Content, found: Survey, profile: Profile) -> tuple[Delimited, Heading]:
    """The text cut by the delimiter that fits best, and its heading. Raises Refusal for a quote
    that is left open in its first row."""
    whole = Delimited(content, found.encoding, ",")
    lines = _first_lines(whole)
    if separator := SEPARATOR.fullmatch(lines[0]):
        delimiters, lines, skipped = [separator[1]], lines[1:], 1
    else:
        first = next((line for line in lines if line.strip()), "")
        delimiters, skipped = sorted(DELIMITERS, key=first.count, reverse=True), 0
    best: tuple | None = None
    broken = 0  # of the delimiters, those by which the first row is none
    for delimiter in delimiters:
        rows = [cells for _, cells in _cut(lines, delimiter)]
        heading = find_heading(rows, profile)
        if heading is None:
            broken += 1
            continue
        order = (heading.misfit, not _alike(rows, heading), -len(heading.cells))
        if best is None or order < best[0]:
            best = order, delimiter, heading
        if heading.fits:
            break
    is_whole = best and len(best[2].cells) > 1 and not any('"' in c for c in best[2].cells)
    if best is None or (broken and not best[2].known and not is_whole):
        start = next((n for n, line in enumerate(lines) if line.strip()), 0)
        raise quote_open(content.name, start + skipped + 1)
    return Delimited(content, found.encoding, best[1], skipped), best[2]


def has_surplus(content: Content, delimiter: str, expected: int) -> bool:
    """Whether there are not just as many delimiters outside of quotes as the rows ask for: the
    engine's strict reader passes over those that end a row."""
    sign, found, is_within = delimiter.encode(), 0, False
    with content.opened() as stream:
        while chunk := stream.read(CHUNK):
            if not is_within and b'"' not in chunk:
                found += chunk.count(sign)
                continue
            parts = chunk.split(b'"')
            found += b"".join(parts[is_within::2]).count(sign)
            is_within ^= len(parts) % 2 == 0
    return found != expected


def quote_open(name: str, line: int) -> Refusal:
    """The refusal of a text in which a quote that a line opens is not closed."""
    return Refusal(
        words.files.quote_open(name, line),
        words.wrong_line(line, words.rows.LINE_WRONG["quote_open"]),
    )


def composed(name: str, stream: Iterator[str]) -> Iterator[str]:
    """The lines with their letters composed (NFC). Raises Refusal where one is no text."""
    for line in stream:
        if "\0" in line:
            raise Refusal(words.files.of_kind(name, BINARY))
        yield unicodedata.normalize("NFC", line)


def _first_lines(text: Delimited) -> list[str]:
    with text.content.lines(text.encoding) as stream:
        lines = islice(stream, text.skipped, text.skipped + HEAD_LINES)
        return list(composed(text.content.name, lines))


def _cut(lines: list[str], delimiter: str) -> list[tuple[int, list[str]]]:
    """(last line, cells) of the first rows, up to one that is broken or may be several."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True)
    found: list[tuple[int, list[str]]] = []
    begun = 0
    try:
        for cells in reader:
            taken, begun = lines[begun : reader.line_num], reader.line_num
            many = len(taken) > 1 and not any(any(cells) for _, cells in found)
            if many and all(line.count(delimiter) >= max(1, len(cells) - 1) for line in taken):
                break  # two stray quotes may have made one row of several
            found.append((reader.line_num, cells))
            if len(found) == HEAD_ROWS:
                break
    except csv.Error:
        pass  # of a later row's quotes `Delimited` judges
    return found


def _alike(rows: list[list[str]], heading: Heading) -> bool:
    """Whether the row below a heading has as many cells: a title may hold commas."""
    below = [row for row in rows[heading.first + heading.rows :] if any(row)]
    return bool(below) and 1 < len(heading.cells) == len(below[0])


def _well_formed(delimiter: str) -> re.Pattern:
    """A row in which each quote begins or ends a cell, or is doubled within a quoted one."""
    sign = re.escape(delimiter)
    cell = rf' *(?:"(?:[^"]|"")*"|[^"{sign}\r\n]*)'
    return re.compile(rf"{cell}(?:{sign}{cell})*(?:\r\n|\n|\r)?")
