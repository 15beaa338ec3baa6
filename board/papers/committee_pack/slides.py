"""The kinds of slide that the committee's pack has, and how much each holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from textwrap import shorten
from typing import NamedTuple

from board.charts.trend_series import Trend
from board.text import committee_pack

LONGEST = 160  # letters of a cell; the rest is cut with "…"


class Layout(NamedTuple):
    """How much a table holds in one size of type: letters of a line over its whole breadth, and
    lines below its heading, on the narrowest screen and on paper alike."""

    letters: int
    lines: int


# A small one grows on a broad screen, where its lines do not break; the smallest has no room to.
LAYOUTS = {
    "large": Layout(64, 15),
    "medium": Layout(75, 18),
    "small": Layout(100, 18),
    "smallest": Layout(100, 23),
}
SMALLEST = "smallest"
BETWEEN_ROWS, NOTE = 0.42, 3.4  # in lines
LAST_LINE = 1  # of the slides of decisions, the last of which says what all were made from


@dataclass(frozen=True)
class Cover:
    """The first slide: what of, what the period came to, then label and text of what it is."""

    title: str
    answer: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """A slide of rows; `widths` are shares of its breadth, `size` of its type, one of
    LAYOUTS. A cell whose text is one of `highlight`
    needs a decision. `decides`: its last columns are dotted, for what the meeting decides. Without
    rows the note stands alone."""

    title: str
    note: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[float, ...] = ()
    size: str = SMALLEST
    highlight: tuple[str, ...] = ()
    decides: bool = False


@dataclass(frozen=True)
class Signal:
    """A slide of one measure: what it came to, its months, and (label, text) of since when, where,
    at what cost, what was tried and who answers."""

    title: str
    sentence: str
    trend: Trend
    note: str
    facts: tuple[tuple[str, str], ...]


Slide = Cover | Table | Signal


def table_slides(
    title: str,
    note: str,
    columns: tuple[str, ...],
    widths: tuple[float, ...],
    rows: Sequence[tuple[str, ...]],
    highlight: tuple[str, ...] = (),
    decides: bool = False,
) -> list[Table]:
    """The rows on one slide in the largest type that holds them, else in the smallest on several,
    each filled before the next; none without rows."""
    if not rows:
        return []
    kept = [tuple(map(_shortened, row)) for row in rows]
    taken = NOTE * bool(note) + LAST_LINE * decides

    def filled(size: str) -> list[int]:
        """The first row of each slide."""
        layout, starts, used = LAYOUTS[size], [0], taken
        for i, row in enumerate(kept):
            cells = zip(row, widths, strict=True)
            lines = max(ceil(len(text) / (width * layout.letters)) for text, width in cells)
            if i > starts[-1] and used + lines + BETWEEN_ROWS > layout.lines:
                starts.append(i)
                used = taken
            used += lines + BETWEEN_ROWS
        return starts

    size = next((size for size in LAYOUTS if len(filled(size)) == 1), SMALLEST)
    starts = filled(size)
    return [
        Table(
            title + (committee_pack.CONTINUED if start else ""),
            note,
            columns,
            tuple(kept[start:end]),
            widths,
            size,
            highlight,
            decides,
        )
        for start, end in zip(starts, [*starts[1:], len(kept)], strict=True)
    ]


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else shorten(text, LONGEST, placeholder="…")
