"""The months of a measure as large as a slide: for eyes at the back of the room."""

import plotly.graph_objects as go

from board.charts.axes import said_short
from board.charts.marks import bands, level
from board.charts.sheet import blank
from board.charts.style import Palette, dot, plain
from board.charts.trend_series import Trend
from board.text import dates

HEIGHT_PX, TEXT_PX = 360, 20
MONTHS_NAMED = 5  # so many dates of 20 px stand beside each other


def slide_trend(trend: Trend, *, palette: Palette) -> go.Figure:
    """A measure's months as the pack's other papers draw them: the line, its points in the colour
    of what they say, a part month hollow; the natural limits as a band, the mean dotted, the target
    with its value at its end."""
    sheet = blank(palette, height=HEIGHT_PX, left=84, right=84, top=14, bottom=40)
    last = len(trend.months) - 1
    along = list(range(last + 1))
    every = -(-len(along) // MONTHS_NAMED)
    named = [i for i in along if (last - i) % every == 0]
    steps = int((trend.high - trend.low) / trend.step + 1e-6)
    ticks = [trend.low + i * trend.step for i in range(steps + 1)]
    sheet.layout["font"] |= {"size": TEXT_PX}
    sheet.layout["hoverlabel"]["font"] |= {"size": TEXT_PX}
    sheet.x.update(
        range=[-0.4, last + 0.4],
        tickvals=named,
        ticktext=[dates.month(trend.months[i]) for i in named],
        showgrid=False,
    )
    sheet.y.update(
        range=[trend.low, trend.high],
        tickvals=ticks,
        ticktext=[said_short(value, trend.unit) for value in ticks],
    )
    for band in bands(along, trend.mean, trend.lower, trend.upper, palette):
        sheet.scatter(**band)
    mean = {"color": palette.gray, "width": 2, "dash": "dot"}
    sheet.scatter(name="mean", x=along, y=trend.mean, mode="lines", line=mean, hoverinfo="skip")
    if trend.target is not None:
        aim = level(trend.target, -0.4, last + 0.4, palette)
        sheet.scatter(**aim | {"line": {"color": palette.ink, "width": 2}})
        sheet.say(
            text=plain(said_short(trend.target, trend.unit)),
            x=1,
            xref="paper",
            xanchor="left",
            xshift=6,
            y=trend.target,
            font={"color": palette.ink},
        )
    whole = slice(None, last) if trend.part else slice(None)
    _line(sheet, trend, along, whole, palette)
    if trend.part:
        _line(sheet, trend, along, slice(last, None), palette, hollow=True)
    return sheet.figure()


def _line(sheet, trend, along, months: slice, palette: Palette, hollow: bool = False) -> None:
    """The points of some months and the line through them."""
    sheet.scatter(
        name="incomplete" if hollow else "actual",
        x=along[months],
        y=trend.values[months],
        mode="lines+markers",
        cliponaxis=False,
        line={"color": palette.gray, "width": 3},
        marker=dot(
            palette,
            hollow=hollow,
            size=13,
            colour=[palette.tone(tone) for tone in trend.tones[months]],
        ),
        hovertext=[
            f"{dates.month(month)}: {'–' if value is None else said_short(value, trend.unit)}"
            for month, value in zip(trend.months[months], trend.values[months], strict=True)
        ],
        hoverinfo="text",
    )
