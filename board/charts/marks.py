"""Lines and labels laid over a plot: target, event, note. Dicts in plotly's words."""

from collections.abc import Sequence
from datetime import date
from textwrap import shorten

from board.charts.axes import MonthSpan
from board.charts.sheet import Sheet
from board.charts.style import LINE_PX, Palette, plain, wrapped
from board.text import dates

EVENTS_NAMED = 2
SHORT, LONGEST = 25, 34  # signs that fit beside a line, and across the plot, on a phone


def level(y: float, start: float | str, end: float | str, palette: Palette) -> dict:
    """A target: a thin level line from x = `start` to `end`.

    A trace of lines, not a shape: so it lies over the grid and under the data.
    """
    return {
        "name": "target",
        "x": [start, end],
        "y": [y, y],
        "mode": "lines",
        "line": {"color": palette.ink, "width": 1},
        "hoverinfo": "skip",
    }


def upright(x: float | str, palette: Palette) -> dict:
    """An event or a mark: a thin upright line over the whole height; `x` a number or ISO date."""
    line = {"color": palette.ink, "width": 1}
    return {"type": "line", "x0": x, "x1": x, "yref": "paper", "y0": 0, "y1": 1, "line": line}


def event_notes(events: Sequence[tuple[date, str]], span: MonthSpan) -> list[tuple[float, str]]:
    """The newest events (day, text) as notes in a line each; the others are named by `event_points`
    alone, for many lines push the plot off the screen."""
    notes = []
    for day, text in sorted(events)[-EVENTS_NAMED:]:
        words = shorten(f"{dates.day(day)} {text}", LONGEST, placeholder=" …")
        at = span.fraction(day)
        # Of a long one the date says of which line it is.
        notes.append((at if len(words) <= SHORT else round(at), words))
    return notes


def hang_notes(sheet: Sheet, notes: Sequence[tuple[float, str]], palette: Palette) -> None:
    """Writes notes (x as a fraction of the plot's width, text) above the plot, the last one lowest,
    each in a line of its own so that none meets another; plotly picks the end that has room."""
    for line, (at, text) in enumerate(notes, 1):
        sheet.annotate(
            text=plain(text),
            x=at,
            xref="paper",
            xanchor="auto",
            y=1,
            yref="paper",
            yanchor="bottom",
            yshift=(len(notes) - line) * LINE_PX + 4,
            font={"color": palette.ink},
        )
    sheet.add_room_above(LINE_PX * len(notes))


def event_points(events: Sequence[tuple[date, str]], top: float, palette: Palette) -> dict:
    """A small mark at the `top` of each event's line, which says all its text when pointed at."""
    return {
        "name": "events",
        "x": [day.isoformat() for day, _ in events],
        "y": [top] * len(events),
        "mode": "markers",
        "cliponaxis": False,
        "marker": {"symbol": "triangle-down", "size": 8, "color": palette.ink},
        "hovertext": [wrapped(f"{dates.day(day)} {text}") for day, text in events],
        "hoverinfo": "text",
    }
