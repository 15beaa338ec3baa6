"""A list that the country publishes, of procedures or of units, whatever stands around it: the rows
below the first row that has all the titles that are wanted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from etl import words
from etl.contract import key
from etl.read.grids import grids
from etl.read.sheet import Grid
from etl.words import Refusal
from etl.words import lists as text
from workbook_file import WorkbookSettings

ROWS_SEARCHED = 40


@dataclass(frozen=True)
class Listed:
    """A row of a list: its file, its number in it, and its cells by the columns that are known, ""
    where there is none; white space in a cell is one blank."""

    file: str
    line: int
    cells: dict[str, str]


def listed(
    path: Path,
    limits: WorkbookSettings,
    titles: Mapping[str, tuple[str, ...]],
    wanted: tuple[str, ...],
) -> list[Listed]:
    """The rows of every sheet that has a row of titles; `titles` are those by which each column is
    known and `wanted` the columns without which there is no list.

    Rows without text, the titles again and rows that number the columns are none. Raises Refusal
    for a file without such a list or that cannot be read.
    """
    if not path.is_file():
        raise Refusal(words.files.missing(str(path)))
    columns = {key(title): name for name, known in titles.items() for title in known}
    rows: list[Listed] = []
    for grid in grids(path, limits):
        if place := _heading(grid, columns, wanted):
            rows += _below(path.name, grid, *place, columns)
    if not rows:
        names = [titles[name][0] for name in wanted]
        raise Refusal(text.no_list(path.name, names, ROWS_SEARCHED))
    return rows


def _heading(grid: Grid, columns: dict, wanted: tuple) -> tuple[int, dict[str, int]] | None:
    """The row of titles, and the column that each names first."""
    for place, row in enumerate(grid.rows[:ROWS_SEARCHED]):
        found: dict[str, int] = {}
        for column, cell in enumerate(row):
            if name := columns.get(key(_folded(cell))):
                found.setdefault(name, column)
        if set(wanted) <= found.keys():
            return place, found
    return None


def _below(
    file: str, grid: Grid, place: int, found: dict[str, int], columns: dict
) -> Iterator[Listed]:
    for line, row in enumerate(grid.rows[place + 1 :], grid.first_line + place + 1):
        cells = [_folded(cell) for cell in row]
        filled = [cell for cell in cells if cell]
        if not filled or all(cell.strip("().").isdecimal() for cell in filled):
            continue
        if all(columns.get(key(cells[c])) == name for name, c in found.items() if c < len(cells)):
            continue
        yield Listed(file, line, {n: cells[c] if c < len(cells) else "" for n, c in found.items()})


def _folded(cell: str) -> str:
    return " ".join(cell.split())
