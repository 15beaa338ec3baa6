"""A file that somebody hands over → the table in it: its sheets, its heading, its rows.

A sound UTF-8 file with one heading row and nothing but rows below it is left where it is and handed
on as found. Anything else is read row by row here and handed on in memory, in order, with a column
of line numbers and only the columns that are wanted: nothing of it is written down before it is
masked.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from etl import words
from etl.headers import Match, fit
from etl.profile import Profile
from etl.read.content import Content
from etl.read.delimited import Delimited, cut_by, has_surplus
from etl.read.encoding import Survey, converted, survey
from etl.read.heading import Heading, find_heading
from etl.read.html import tables_of
from etl.read.judged import DATA, judge_of
from etl.read.kind import TEXT, WORKBOOK, opened
from etl.read.sheet import Sheet
from etl.read.workbook import sheets_of
from etl.words import Refusal
from personal_data import heading_kept
from workbook_file import WorkbookSettings

LIMITS = WorkbookSettings(most_cells=2_500_000, unpacked_mb=200, memory_mb=800, seconds=60)


@dataclass(frozen=True)
class Layout:
    """How a file is to be read: which of its sheets, and where the heading stands in each."""

    path: Path
    tables: Sequence[tuple[Sheet, Heading]]  # those that are read; the first fits best
    lines: int = 0  # of a text: physical lines
    is_plain: bool = False  # UTF-8, composed, the heading on its first line and rows from the next
    notes: dict[str, Any] = field(default_factory=dict)
    kind: str = TEXT
    sheets: Sequence[Sheet] = ()  # those that are not read too
    kept_names: frozenset[str] = frozenset()  # of a free column, what is a procedure's name
    by: Callable[[Profile], "Layout"] | None = field(default=None, repr=False, compare=False)

    def read_by(self, profile: Profile) -> "Layout":
        """The same file by another profile, without reading its bytes once more."""
        assert self.by, "mended rows are read by the titles that they have"
        return replace(self.by(profile), kind=self.kind, by=self.by)

    @property
    def header(self) -> list[str]:
        """The titles of the columns."""
        return self.tables[0][1].cells

    @property
    def delimiter(self) -> str:
        """What cuts a text into cells."""
        return self.cut_text.delimiter

    @property
    def cut_text(self) -> Delimited:
        """The text and how it is cut, of a file that is a text."""
        text = self.tables[0][0]
        assert isinstance(text, Delimited)
        return text


@dataclass(frozen=True)
class TextTable:
    """A UTF-8 CSV with one heading row that a strict reader can take."""

    path: Path
    delimiter: str
    width: int
    rows: int  # data rows a strict reader must find


def layout(
    path: Path,
    progress: Callable[[int], None] = lambda done: None,
    profile: Profile | None = None,
    limits: WorkbookSettings = LIMITS,
) -> Layout:
    """The layout of `path`. Raises Refusal for a file in which no table can be read."""
    content, kind = opened(path, limits)
    profile = profile or Profile()
    if profile.letters and kind != WORKBOOK:
        content = converted(content, profile.letters)
    if kind == TEXT:
        found = survey(content, progress if content.unpacked is None else lambda done: None)
        by = partial(_of_text, content, found)
        return replace(by(profile), by=by)
    if kind == WORKBOOK:
        sheets, hidden_rows = sheets_of(content, limits, profile.letters)
    else:
        hidden_rows = 0
        sheets = tables_of(content, survey(content, lambda done: None), limits)
    progress(path.stat().st_size)
    by = partial(_of_sheets, content, sheets, hidden_rows)
    return replace(by(profile), kind=kind, by=by)


def as_found(file: Layout) -> TextTable:
    """A plain file as it lies. An error or another number of rows asks for `Rows`."""
    return TextTable(file.path, file.delimiter, len(file.header), file.lines - 1)


def matched(file: Layout, profile: Profile) -> Match:
    """How the columns of a file meet the contract that fits them best."""
    return _fit(file.tables[0][1], profile)


def _of_text(content: Content, found: Survey, profile: Profile) -> Layout:
    text, heading = cut_by(content, found, profile)
    width = len(heading.cells)
    is_plain = (
        found.is_sound
        and content.unpacked is None
        and (text.skipped, heading.first, heading.rows) == (0, 0, 1)
        and text.last_line_of(heading) == 1
        and _only_data(text, heading, profile)
        and not (
            found.ends_blank and has_surplus(content, text.delimiter, found.lines * (width - 1))
        )
    )
    return Layout(content.path, [(text, heading)], found.lines, is_plain, sheets=[text])


def _only_data(text: Delimited, heading: Heading, profile: Profile) -> bool:
    """Whether the first rows are rows of data, as far as that shows without the others."""
    match = _fit(heading, profile)
    judge = judge_of(text, heading, match)
    width = len(heading.cells)
    rows = text.head()[1:]
    return all(len(row) == width and judge.kind(row) == DATA for row in rows)


def _of_sheets(
    content: Content, sheets: Sequence[Sheet], hidden_rows: int, profile: Profile
) -> Layout:
    found = [(sheet, find_heading(sheet.head(), profile)) for sheet in sheets]
    found = [(sheet, heading) for sheet, heading in found if heading]
    if not found:
        raise Refusal(words.files.empty(content.name))
    best, top = min(found, key=lambda table: table[1].misfit)
    match = _fit(top, profile)
    read = [(best, top)]
    for sheet, heading in found:
        if sheet is not best and heading.fits and _fits_alike(match, _fit(heading, profile)):
            read.append((sheet, heading))
    is_read = {id(sheet) for sheet, _ in read}
    left_out = [sheet for sheet in sheets if id(sheet) not in is_read]
    hidden = [sheet for sheet, _ in read if sheet.is_hidden]
    notes: dict[str, Any] = {"hidden_rows": hidden_rows}
    notes |= {
        name: [heading_kept(sheet.name) for sheet in those if sheet.name]
        for name, those in (("left_out", left_out), ("hidden", hidden))
    }
    if len(read) > 1:
        notes["sheets"] = [heading_kept(sheet.name or "") for sheet, _ in read]
    notes = {k: v for k, v in notes.items() if v}
    return Layout(content.path, read, notes=notes, sheets=sheets)


def _fit(heading: Heading, profile: Profile) -> Match:
    return fit(heading.cells, profile)


def _fits_alike(match: Match, other: Match) -> bool:
    """Whether a second sheet holds the columns of the same source that must stand there, and none
    that the first lacks, whose cells would have no place."""
    required = {field["name"] for field in match.contract.required_columns()}
    return (
        other.contract is match.contract
        and not other.repeated
        and not other.missing
        and match.columns.keys() & required <= other.columns.keys() <= match.columns.keys()
    )
