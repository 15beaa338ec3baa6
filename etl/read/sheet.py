"""What every kind of file is turned into: sheets of rows of text."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from etl.read.heading import Heading

HEAD_ROWS = 40  # of which a heading and the kind of the rows below it are found

# The first line of a row, its cells as they stand, and the reason why it is no row: then its
# cells go nowhere but into the file that gives rejected rows back.
Row = tuple[int, list[str], str | None]


@dataclass(frozen=True)
class Fault:
    """A line that is no row; its text is not kept."""

    line: int
    reason: str


class Sheet(Protocol):
    """One table of a file, or what may be one."""

    @property
    def name(self) -> str | None:
        """What the file calls it."""
        ...

    @property
    def is_hidden(self) -> bool:
        """Whether the file shows it to nobody."""
        ...

    def head(self) -> list[list[str]]:
        """The first rows, blank ones among them."""
        ...

    def rows_below(
        self, heading: Heading, is_row: Callable[[list[str]], bool]
    ) -> Iterator[tuple[int, list[str], str | None]]:
        """The rows below a heading. `is_row` says whether cells are surely a row's."""
        ...


@dataclass(frozen=True)
class Grid:
    """A sheet of a workbook or a page's table; `first_line` is the number of its first row."""

    rows: list[list[str]] = field(repr=False)
    name: str | None = None
    is_hidden: bool = False
    first_line: int = 1

    def head(self) -> list[list[str]]:
        """The first rows, blank ones among them."""
        return self.rows[:HEAD_ROWS]

    def rows_below(
        self, heading: Heading, is_row: Callable[[list[str]], bool]
    ) -> Iterator[tuple[int, list[str], str | None]]:
        """The rows below a heading, as wide as it is."""
        width, top = len(heading.cells), heading.first + heading.rows
        for line, cells in enumerate(self.rows[top:], self.first_line + top):
            if any(cells[width:]):
                yield line, cells, "too_many_cells"
            else:
                yield line, (cells + [""] * width)[:width], None
