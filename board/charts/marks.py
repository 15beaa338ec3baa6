"""Lines and labels laid over a plot: target, event, note. Dicts in plotly's words."""

from collections.abc import Sequence
from datetime import date

from board.charts.axes import MonthSpan
from board.charts.label_places import Placed, Spot
from board.charts.style import HOVER_PX, LINE_PX, Palette, coloured, joined, plain, text_width, wrap
from board.text import dates

DASH = "━"
EVENTS_NAMED = 2


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


def event_labels(
    events: Sequence[tuple[date, str]], span: MonthSpan, rooms: tuple[float, float, float]
) -> list[tuple[float, str, bool]]:
    """The newest events (day, text) as labels above a plot, one line each; the others are named by
    `event_points` alone, for many labels push the plot off the screen. `rooms`: the plot's width
    and its margins at the left and the right, in pixels."""
    plot_px, left_px, right_px = rooms
    made = []
    for day, text in sorted(events)[-EVENTS_NAMED:]:
        at, words = span.fraction(day), f"{dates.day(day)} {text}"
        if text_width(words) > max(at * plot_px + left_px, (1 - at) * plot_px + right_px):
            at = 0.0  # its date says of which line it is
        if text_width(words) > plot_px:
            words = wrap(words, plot_px - text_width(" …"), lines=1)[0]
        made.append((at, words, True))
    return made


def event_points(events: Sequence[tuple[date, str]], top: float, palette: Palette) -> dict:
    """A small mark at the `top` of each event's line, which says all its text when pointed at."""
    return {
        "name": "events",
        "x": [day.isoformat() for day, _ in events],
        "y": [top] * len(events),
        "mode": "markers",
        "cliponaxis": False,
        "marker": {"symbol": "triangle-down", "size": 8, "color": palette.ink},
        "hovertext": [
            joined(wrap(f"{dates.day(day)} {text}", HOVER_PX, lines=6)) for day, text in events
        ],
        "hoverinfo": "text",
    }


def note(label: Placed, palette: Palette, *, ink: bool, inside: bool = False) -> dict:
    """A label above the plot (or just `inside` its top), in ink or quiet.

    A leading "━" stands for a line: ink for the target's, else the earlier period's colour.
    """
    text = joined(list(label.lines))
    if text.startswith(DASH):
        dash = palette.ink if ink else palette.previous
        text = coloured(DASH, dash) + text.removeprefix(DASH)
    return {
        "text": text,
        "x": label.x,
        "xref": "paper",
        "xanchor": label.anchor,
        "align": label.anchor,
        "y": 1,
        "yref": "paper",
        "yanchor": "top" if inside else "bottom",
        "yshift": 0 if inside else label.tier * LINE_PX + 2,
        "bgcolor": palette.background if inside else None,
        "font": {"color": palette.ink if ink else palette.text},
    }


def target_label(text: str, target: float, spot: Spot, palette: Palette) -> dict:
    """The target's words beside its line, at the spot found free."""
    return {
        "text": plain(text),
        "x": spot.x,
        "xref": "paper",
        "xanchor": spot.xanchor,
        "xshift": 2 if spot.xanchor == "left" else -2,
        "y": target,
        "yanchor": spot.yanchor,
        "font": {"color": palette.ink},
    }
