"""What a part of the bench gives: tables of figures, each with the most that it may be."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple


class Figure(NamedTuple):
    """A measured value in a row and a column of its table, in the unit that the column names, and
    the limit over which it must not be, if it has any."""

    row: str
    column: str
    value: float
    limit: float | None = None

    @property
    def is_over(self) -> bool:
        """Whether it passed its limit; what could not be measured did."""
        return self.limit is not None and not self.value <= self.limit


@dataclass(frozen=True)
class Table:
    """Figures under a title, of what was measured and against what in `note`; `head` names its
    rows."""

    title: str
    note: str
    head: str
    figures: list[Figure] = field(default_factory=list)


Measure = Callable[..., list[Table]]


def passed_limits(tables: Iterable[Table]) -> list[str]:
    """A line for each figure that is over its limit, with the place where it stands."""
    return [
        f"{table.title} / {figure.row} / {figure.column}: "
        f"{shown(figure.value)} > {shown(figure.limit or 0)}"
        for table in tables
        for figure in table.figures
        if figure.is_over
    ]


def shown(value: float) -> str:
    """A value with about three digits that count."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.{1 if abs(value) >= 10 else 2}f}"


def as_markdown(table: Table, before: Table | None = None) -> str:
    """A table under its title. A limit stands in its column's head, or in the cell where the
    column has several; a figure over it is bold, the one `before` follows in brackets."""
    cells = {(figure.row, figure.column): figure for figure in table.figures}
    earlier = (
        {(figure.row, figure.column): figure.value for figure in before.figures} if before else {}
    )
    rows = [*dict.fromkeys(figure.row for figure in table.figures)]
    columns = [*dict.fromkeys(figure.column for figure in table.figures)]
    limits = {
        name: {figure.limit for figure in table.figures if figure.column == name}
        for name in columns
    }

    def cell(place: tuple[str, str]) -> str:
        """What stands at a place of the table."""
        if place not in cells:
            return ""
        figure = cells[place]
        text = shown(figure.value)
        if len(limits[figure.column]) > 1 and figure.limit is not None:
            text += f" {'>' if figure.is_over else '≤'} {shown(figure.limit)}"
        text = f"**{text}**" if figure.is_over else text
        return f"{text} ({shown(earlier[place])})" if place in earlier else text

    def head(name: str) -> str:
        """A column's name with the one limit that all its figures have."""
        [*limits_here] = limits[name]
        has_one = len(limits_here) == 1 and limits_here[0] is not None
        return f"{name} (≤ {shown(limits_here[0])})" if has_one else name

    lines = [[table.head, *map(head, columns)], ["---"] * (len(columns) + 1)]
    lines += [[row, *(cell((row, name)) for name in columns)] for row in rows]
    return "\n".join(
        [f"### {table.title}", table.note, "", *(f"| {' | '.join(line)} |" for line in lines), ""]
    )
