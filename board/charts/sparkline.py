"""A trend so small that it stands beside its measure."""

import plotly.graph_objects as go

from board.charts.sheet import blank
from board.charts.style import Palette, dot, plain
from board.charts.trend_lines import draw_link, draw_steps, draw_target
from board.charts.trend_series import Trend
from board.text import dates, numbers


def sparkline(series: Trend, *, palette: Palette, height: int = 44) -> go.Figure:
    """A trend of some 13 months, 44 to 72 pixels high: only the last point is marked, and months
    between absent ones, which no line shows.

    The vertical scale is its own, so two of them are not to be compared. Raises ValueError if
    there is no value at all.
    """
    sheet = blank(palette, height=height, left=0, right=8, top=4, bottom=4)
    x = list(range(len(series.months)))
    sheet.x.update(visible=False, range=[0, max(x[-1], 1)])
    sheet.y.update(visible=False, range=_range(series))
    hover = [
        plain(f"{dates.month(month)}: {numbers.in_unit(value, series.unit)}")
        for month, value in zip(series.months, series.values, strict=True)
    ]
    draw_steps(sheet, [i - 0.5 for i in range(len(x) + 1)], series, palette)
    draw_target(sheet, series, palette)
    sheet.scatter(
        name="actual",
        x=x,
        y=[*series.values[:-1], None] if series.incomplete_last else series.values,
        mode="lines",
        line={"color": palette.gray, "width": 2},
        hovertext=hover,
        hoverinfo="text",
    )
    draw_link(sheet, x, series, palette, 2)
    if alone := _alone(series):
        sheet.scatter(
            name="alone",
            x=alone,
            y=[series.values[i] for i in alone],
            mode="markers",
            cliponaxis=False,
            marker=dot(palette, size=5),
            hovertext=[hover[i] for i in alone],
            hoverinfo="text",
        )
    colour = palette.tone(series.tone)
    sheet.scatter(
        name="last",
        x=x[-1:],
        y=series.values[-1:],
        mode="markers",
        cliponaxis=False,
        marker=dot(palette, hollow=series.incomplete_last, size=9, colour=colour),
        hovertext=hover[-1:],
        hoverinfo="text",
    )
    return sheet.figure()


def _alone(series: Trend) -> list[int]:
    """The months before the last one that have a value, and none on either side."""
    around = [None, *series.values]
    return [
        i
        for i, value in enumerate(series.values[:-1])
        if value is not None and around[i] is None and series.values[i + 1] is None
    ]


def _range(series: Trend) -> list[float]:
    """An axis around all that is drawn, with some room."""
    if all(value is None for value in series.values):
        raise ValueError("a small chart needs at least one value")
    levels = (*series.values, *(step.level for step in series.steps), series.target)
    known = [float(level) for level in levels if level is not None]
    room = (max(known) - min(known)) * 0.12 or abs(known[0]) * 0.05 or 1
    return [min(known) - room, max(known) + room]
