"""The frame of charts with one row a thing: names at the left, or above their bars when long."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import pandas as pd

from board.charts.sheet import Sheet, blank
from board.charts.style import (
    LINE_PX,
    NARROW_PX,
    Palette,
    joined,
    plain,
    text_width,
    wrap,
)
from board.text import numbers

NAME_PX = 132  # of a name at the left of its bar
BOTTOM_PX = 26
# Room at the right for one printed share.
COLUMN_PX = 48
SQUARE = "■"


@dataclass(frozen=True)
class Frame:
    """A prepared sheet whose y axis counts pixels downwards.

    `places`: where each row's bar is centred. `bar`: a bar's thickness. `plot_px`: the plot's
    width on a narrow phone.
    """

    sheet: Sheet
    places: Sequence[float]
    bar: int
    plot_px: float
    right_px: int


def rest_last(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows [label, …] in their order, but “Khác”, which holds what has no row of its own, last."""
    is_rest = rows["label"].astype(str).str.casefold().str.strip() == "khác"
    return pd.concat([rows[~is_rest], rows[is_rest]])


def row_frame(
    labels: Sequence[str],
    counts: Sequence[float | None],
    palette: Palette,
    *,
    right: int,
    top: int,
    ticks: bool = True,
    things: str = "hồ sơ",
) -> Frame:
    """The sheet, its height from its rows (40 px a row; more where names stand above bars).

    `counts`: n `things` beside each name, "Đất đai (66 hồ sơ)", or None. `right`, `top`: margins in
    pixels. `ticks`: whether the axis below is labelled. Raises ValueError if there is no row.
    """
    if not len(labels):
        raise ValueError("a chart of rows needs at least one row")
    names, above = _names(labels, counts, things)
    if above:
        bar, from_end, left = 14, 17, 4
        heights = [30 + LINE_PX * len(lines) for lines in names]
    else:
        widest = max(text_width(line) for lines in names for line in lines)
        bar, from_end, left = 18, 20, 14 + round(widest)
        heights = [40] * len(names)
    places = [end - from_end for end in accumulate(heights)]
    bottom = BOTTOM_PX if ticks else 6
    height = top + bottom + sum(heights)
    sheet = blank(palette, height=height, left=left, right=right, top=top, bottom=bottom)
    sheet.y.update(
        range=[sum(heights), 0],
        showgrid=False,
        ticks="",
        tickvals=[],
        ticktext=[],
        tickfont={"color": palette.ink},
        ticklabelstandoff=8,
        automargin=not above,
    )
    if above:
        for place, lines in zip(places, names, strict=True):
            sheet.annotate(**_name_above(place - bar / 2, lines, palette))
    else:
        sheet.y.update(tickvals=places, ticktext=[joined(lines) for lines in names])
    return Frame(sheet, places, bar, NARROW_PX - left - right, right)


def _names(
    labels: Sequence[str], counts: Sequence[float | None], things: str
) -> tuple[list[list[str]], bool]:
    """Each row's name with its n, in lines, and whether they are so long that all stand above."""
    ns = ["" if n is None else f"({numbers.n_text(n, things)})" for n in counts]
    pairs = list(zip(map(str, labels), ns, strict=True))
    lines = [wrap(f"{label} {n}", NAME_PX) for label, n in pairs]
    if any(rows[-1].endswith("…") for rows in lines):
        return [_long_name(label, n) for label, n in pairs], True
    return lines, False


def _long_name(label: str, n: str) -> list[str]:
    """A name in three lines at most; where it must be shortened, n follows on its own line."""
    whole = wrap(f"{label} {n}", NARROW_PX - 8, lines=3)
    return whole if not whole[-1].endswith("…") else [*wrap(label, NARROW_PX - 8, lines=3), n]


def across(sheet: Sheet, end: float, *, share: bool) -> None:
    """The axis of lengths from 0 to `end`: ticks at its ends and middle for a share, else none."""
    if not share:
        sheet.x.update(range=[0, end], visible=False)
        return
    sheet.x.update(
        range=[0, end],
        tickvals=[0, end / 2, end],
        ticktext=["0", numbers.share(end / 2, 0), numbers.share(end, 0)],
        minor={"tickvals": [end / 4, end * 3 / 4], "ticks": "outside", "ticklen": 3},
        ticks="outside",
        tickangle=0,
        showgrid=False,
        showline=True,
    )


def _keyed(colour: str, word: str) -> str:
    if not colour:
        return plain(word)
    return f'<span style="color:{colour};font-size:18px">{SQUARE}</span>\u00a0{plain(word)}'


def _name_above(y: float, lines: list[str], palette: Palette) -> dict:
    return {
        "text": joined(lines),
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "align": "left",
        "y": y,
        "yanchor": "bottom",
        "yshift": 2,
        "font": {"color": palette.ink},
    }


def print_values(
    frame: Frame,
    texts: Sequence[str],
    colours: Sequence[str],
    at: Sequence[float] | None = None,
    shift: int = 6,
) -> None:
    """Prints a text at the right of each row: in a column, or `shift` pixels past x = `at`."""
    for row, (text, colour) in enumerate(zip(texts, colours, strict=True)):
        frame.sheet.annotate(
            text=plain(text),
            x=1 if at is None else at[row],
            xref="paper" if at is None else "x",
            xanchor="left",
            xshift=shift,
            y=frame.places[row],
            font={"color": colour},
        )


def print_key(
    frame: Frame, lines: Sequence[Sequence[tuple[str, str]]], palette: Palette, tier: int = 0
) -> None:
    """Names the colours once, above the first row, up to the right edge: (colour, word) each.

    A word without a colour heads the printed column."""
    rows = ["\u00a0\u00a0 ".join(_keyed(colour, word) for colour, word in line) for line in lines]
    frame.sheet.annotate(
        text="<br>".join(rows),
        x=1,
        xref="paper",
        xanchor="right",
        xshift=frame.right_px,
        align="left",
        y=1,
        yref="paper",
        yanchor="bottom",
        yshift=tier * LINE_PX + 2,
        font={"color": palette.text},
    )
