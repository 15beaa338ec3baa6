"""Rejected rows that were mended: a file whose columns of line and code say of which file each is.

The mended rows and the others of that file make a new version of it, under the file's own day,
columns and profile; a build takes each file in its newest version, so nothing else knows of parts.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from etl import words
from etl.contract import key
from etl.headers import Match
from etl.profile import Profile
from etl.read import Layout, matched
from etl.read.heading import ROWS_SEARCHED, Heading
from etl.read.sheet import HEAD_ROWS, Row, Sheet
from etl.rejected_rows import file_code
from etl.staged_file import Staged
from etl.words import Refusal
from etl.words import rejected as text
from formula_guard import unguarded
from personal_data import heading_kept

CODE = re.compile(r"t[0-9a-f]{12}")
LINE = re.compile(r"(\d{1,3}(?:[.,]\d{3})+|\d+)(?:[.,]0+)?")
MARKS = [key(title) for title in (text.LINE_TITLE, text.CODE_TITLE)]
NOT_OF_FILE = (key(text.REASON_TITLE), *MARKS)
EXTRA = re.compile(rf"{key(text.EXTRA_TITLE)}\d+")


@dataclass(frozen=True)
class Part:
    """The mended rows of one file in one sheet, by the file's lines; one that is still no row has a
    reason. It is a sheet that a reader takes."""

    code: str
    titles: list[str]
    rows: list[Row]
    name: str | None = None
    is_hidden: bool = False

    @property
    def lines(self) -> set[int]:
        """The lines of the file that are mended."""
        return {line for line, *_ in self.rows}

    def head(self) -> list[list[str]]:
        """The first rows."""
        return [self.titles, *(cells for _, cells, _ in self.rows[: HEAD_ROWS - 1])]

    def rows_below(self, heading: Heading, is_row) -> Iterator[Row]:
        """The rows, each on its line of the file."""
        yield from self.rows

    def laid_out(self, path: Path, original: Staged, names: frozenset[str]) -> Layout:
        """How the rows are to be read. Raises Refusal where a column of the file is gone."""
        gone = {title for name, title in original.headers.items() if title != words.rows.GROUP_ROW}
        gone -= {heading_kept(title) for title in self.titles}
        if gone:
            raise Refusal(text.part_columns_missing(path.name, sorted(gone)))
        misquoted = {f["line"] for f in original.faults if f["reason"] == "bad_quotes"}
        rows = [
            (line, cells, reason or _misquoted(cells, line in misquoted))
            for line, cells, reason in self.rows
        ]
        heading = Heading(0, 1, self.titles, ())
        return Layout(path, [(replace(self, rows=rows), heading)], kept_names=names)


def parts_of(file: Layout) -> list[Part]:
    """The mended rows in a file, a part a sheet and file that they are of; none where it holds no
    such rows. Raises Refusal where it is not clear which they are."""
    name, parts = file.path.name, []
    for sheet in file.sheets:
        if (heading := _heading(sheet, name)) is not None:
            parts += _of_sheet(sheet, heading, name)
    return parts


def chains(staged: list[Staged]) -> dict[str, list[Staged]]:
    """Each file by its hash, in its own place, with its versions, each made upon the one before;
    what was made upon one that is not there is left out."""
    found = {file.sha256: [file] for file in staged if not file.part}
    for file in sorted((s for s in staged if s.part), key=lambda s: s.landed_order):
        chain = found.get(file.part["of"], [])
        # A file that was withdrawn and taken again under another day has none of the old day's.
        if chain and chain[-1].sha256 == file.part["upon"] and chain[0].as_of == file.as_of:
            chain.append(file)
    return found


def newest_versions(staged: list[Staged]) -> list[Staged]:
    """The files, each in its newest version and in its own place."""
    return [chain[-1] for chain in chains(staged).values()]


def with_originals(hashes: Iterable[str], staged: list[Staged]) -> set[str]:
    """Hashes of files, and for versions among them of all that they were made upon."""
    upon = {file.sha256: file.part["upon"] for file in staged if file.part}
    found, more = set(), {*hashes}
    while more:
        found |= more
        more = {upon[sha256] for sha256 in more if sha256 in upon} - found
    return found


def out_as_handed_in(out: dict, staged: list[Staged]) -> dict:
    """What is withdrawn, by its hash; of versions, by that of the mended rows too."""
    return out | {s.part["by"]: out[s.sha256] for s in staged if s.part and s.sha256 in out}


def handed_in(staged: Staged) -> Staged:
    """A version under the name of its mended rows, which is the file that somebody has."""
    return replace(staged, file=staged.part["file"]) if staged.part else staged


def original_of(code: str, staged: list[Staged]) -> Staged | None:
    """The file that a code means."""
    return next((s for s in staged if not s.part and file_code(s.sha256).lower() == code), None)


def profile_of(staged: Staged, titles: list[str]) -> Profile:
    """The profile that reads a file's columns as they were read when it landed."""
    named = {f.name for f in fields(Profile)}
    own_parts = {name: part for name, part in staged.profile.items() if name in named}
    parts: dict[str, Any] = {name: _held(part) for name, part in own_parts.items()}
    own = {heading_kept(title): title for title in titles}
    columns = {name: own[title] for name, title in staged.headers.items() if title in own}
    drop = [own[t] for t in staged.dropped_columns if t in own and t not in columns.values()]
    return Profile(source=staged.source, columns=columns, drop=tuple(drop), **parts)


def found_again(file: Layout, staged: Staged) -> tuple[Layout, Match]:
    """The layout and the columns of the file that `staged` was made of, however it was read now."""
    titles = [*staged.headers.values(), *staged.dropped_columns]
    profile = profile_of(staged, [title for title in titles if title != words.rows.GROUP_ROW])
    file = file.read_by(replace(profile, drop=()))
    return file, matched(file, profile_of(staged, file.header))


def _heading(sheet: Sheet, name: str) -> Heading | None:
    for place, row in enumerate(sheet.head()[:ROWS_SEARCHED]):
        found = {key(cell) for cell in row} & {*MARKS}
        if len(found) == len(MARKS):
            return Heading(place, 1, [" ".join(cell.split()) for cell in row], ())
        if found:
            raise Refusal(text.part_unmarked(name))
    return None


def _is_marked(cells: list[str]) -> bool:
    """Whether cells end as rejected rows do."""
    return bool(CODE.fullmatch(cells[-1].strip().strip('"').lower()))


def _of_sheet(sheet: Sheet, heading: Heading, name: str) -> list[Part]:
    keys = [key(title) for title in heading.cells]
    at_line, at_code = map(keys.index, MARKS)
    extra = [i for i, folded in enumerate(keys) if EXTRA.fullmatch(folded)]
    own = [i for i, folded in enumerate(keys) if folded not in NOT_OF_FILE and i not in extra]
    found: dict[str, dict[int, Row]] = {}
    for row, cells, reason in sheet.rows_below(heading, _is_marked):
        if not any(map(str.strip, cells)):
            continue
        if reason:
            why = words.rows.REASONS[reason]
            raise Refusal(text.part_row_broken(name, row, why), words.wrong_line(row, why))
        code = cells[at_code].strip().lower()
        written = LINE.fullmatch(cells[at_line].strip())
        if not CODE.fullmatch(code) or not written:
            why = text.PART_LINE_WRONG["unmarked"]
            raise Refusal(text.part_row_unmarked(name, row), words.wrong_line(row, why))
        line = int(re.sub("[.,]", "", written[1]))
        if line in found.setdefault(code, {}):
            why = text.PART_LINE_WRONG["twice"]
            raise Refusal(text.part_line_twice(name, row, line), words.wrong_line(row, why))
        own_cells = [unguarded(cells[i]) for i in own]
        own_cells = ["" if cell.strip() == text.CELL_BLANK else cell for cell in own_cells]
        if any(cells[i].strip() for i in extra):
            own_cells += [unguarded(cells[i]) for i in extra]
            reason = "too_many_cells"
        elif any(cell.strip() == text.CELL_MISSING for cell in own_cells):
            reason = "too_few_cells"
        found[code][line] = (line, own_cells, reason)
    titles = [heading.cells[i] for i in own]
    return [Part(code, titles, [rows[n] for n in sorted(rows)]) for code, rows in found.items()]


def _misquoted(cells: list[str], is_doubtful: bool) -> str | None:
    """Of a row whose quotes were wrong: as long as it has any, nobody has mended it."""
    return "bad_quotes" if is_doubtful and any('"' in cell for cell in cells) else None


def _held(value):
    return tuple(value) if isinstance(value, list) else value
