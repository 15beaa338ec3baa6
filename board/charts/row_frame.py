"""The sheet of charts with one row a thing: names at the left, a printed value at the right.

Row i lies at y = i, the first one on top.
"""

from collections.abc import Sequence

import pandas as pd

from board.charts.sheet import Sheet, blank
from board.charts.style import LINE_PX, Palette, plain, wrapped
from board.text import codes, numbers

NAME_SIGNS, NAME_LINES = 24, 4
BAR_PX, ROW_PX = 18, 36
VALUE_PX = 52  # room at the right for a printed value


def rest_last(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows [label, …] in their order, but “Khác” and what nobody named last."""
    is_rest = rows["label"].astype(str).map(codes.is_rest).astype(bool)
    return pd.concat([rows[~is_rest], rows[is_rest]])


def row_sheet(
    labels: Sequence[str],
    counts: Sequence[float | None],
    palette: Palette,
    *,
    right: int = VALUE_PX,
    things: str = "hồ sơ",
) -> Sheet:
    """The sheet, its height from its rows (36 px each, more where a name has many lines).

    `counts`: n `things` with each name, "Đất đai (66 hồ sơ)", or None. Raises ValueError if there
    is no row.
    """
    if not len(labels):
        raise ValueError("a chart of rows needs at least one row")
    names = [_name(label, n, things) for label, n in zip(labels, counts, strict=True)]
    row_px = max(ROW_PX, LINE_PX * (max(name.count("<br>") for name in names) + 1) + 8)
    sheet = blank(palette, height=row_px * len(names) + 34, right=right)
    sheet.layout["bargap"] = 1 - BAR_PX / row_px
    sheet.y.update(
        range=[len(names) - 0.5, -0.5],
        showgrid=False,
        ticks="",
        tickvals=list(range(len(names))),
        ticktext=names,
        tickfont={"color": palette.ink},
        ticklabelstandoff=6,
    )
    return sheet


def _name(label: str, n: float | None, things: str) -> str:
    """A row's name with its n, which follows in a line of its own where the name is shortened."""
    if n is None:
        return wrapped(label, NAME_SIGNS, NAME_LINES)
    count = f"({numbers.n_text(n, things)})"
    whole = wrapped(f"{label} {count}", NAME_SIGNS, NAME_LINES)
    if not whole.endswith("…"):
        return whole
    return f"{wrapped(label, NAME_SIGNS, NAME_LINES - 1)}<br>{count}"


def across(sheet: Sheet, end: float) -> None:
    """The axis of shares from 0 to `end`, labelled at its ends and middle."""
    sheet.x.update(
        range=[0, end],
        tickvals=[0, end / 2, end],
        ticktext=["0", numbers.share(end / 2, 0), numbers.share(end, 0)],
        ticks="outside",
        autotickangles=[0, 90],  # upright where a phone has no room
        showgrid=False,
        showline=True,
    )


def print_values(sheet: Sheet, texts: Sequence[str], colours: Sequence[str]) -> None:
    """Prints a text at the right of each row, in one column."""
    for row, (text, colour) in enumerate(zip(texts, colours, strict=True)):
        font = {"color": colour}
        place = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 6, "y": row}
        sheet.annotate(text=plain(text), font=font, **place)
