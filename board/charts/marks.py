"""Lines and labels laid over a plot: target, event, note. Dicts in plotly's words."""

from board.charts.label_places import Placed, Spot
from board.charts.style import LINE_PX, Palette, coloured, joined, plain

DASH = "━"


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
