"""A trend as large as a slide, for eyes at the back of the room and for print."""

from board.charts import svg
from board.charts.sheet import Sheet, blank
from board.charts.style import Palette, plain
from board.charts.trend_lines import draw_points, draw_steps, draw_target
from board.charts.trend_series import Scale, Trend
from board.text import dates, numbers

WIDTH_PX, HEIGHT_PX, TEXT_PX = 750, 490, 24
TOP_PX, BOTTOM_PX = 14, 40
SIGN_PX = 0.56 * TEXT_PX  # of one sign, a little above its mean
MONTHS_NAMED = 5  # so many dates fit in a line


def slide_trend(series: Trend, *, palette: Palette, font: str) -> str:
    """The line and its points, a part month hollow; levels as steps, the last in the colour of its
    change; the last value and the target stand at their ends. As SVG without a ground, which is as
    large as there is room, its type with it; `font` is of who shows it."""
    return svg.drawn(_sheet(series, palette), width=WIDTH_PX, font=font)


def _sheet(series: Trend, palette: Palette) -> Sheet:
    x, scale = list(range(len(series.months))), series.scale
    ticks = [numbers.in_unit_short(value, series.unit) for value in scale.ticks]
    left, right = (
        20 + round(SIGN_PX * max(map(len, words))) for words in (ticks, _end_texts(series))
    )
    sheet = blank(palette, height=HEIGHT_PX, left=left, right=right, top=TOP_PX, bottom=BOTTOM_PX)
    sheet.layout["font"] |= {"size": TEXT_PX}
    every = -(-len(x) // MONTHS_NAMED)
    named = [i for i in x if (x[-1] - i) % every == 0]
    sheet.x.update(
        range=[-0.4, x[-1] + 0.4],
        tickvals=named,
        ticktext=[dates.month(series.months[i]) for i in named],
    )
    sheet.y.update(
        range=[scale.low, scale.high],
        tickvals=scale.ticks,
        ticktext=ticks,
    )
    draw_steps(sheet, [i - 0.5 for i in range(len(x) + 1)], series, palette, width=4)
    draw_target(sheet, series, palette, width=2)
    draw_points(sheet, x, series, palette, width=3, size=13, hover=[""] * len(x))
    _write_ends(sheet, series, scale, palette)
    return sheet


def _end_texts(series: Trend) -> tuple[str, str]:
    """The last value and the target in words, "" where there is none."""
    last, target = series.values[-1], series.target
    return (
        "" if last is None else numbers.in_unit(last, series.unit),
        "" if target is None else numbers.in_unit_short(target, series.unit),
    )


def _write_ends(sheet: Sheet, series: Trend, scale: Scale, palette: Palette) -> None:
    """The last value (bold) and the target at the right, held apart where they would meet."""
    last, target = _end_texts(series)
    value, apart, plot_px = series.values[-1], 0.0, HEIGHT_PX - TOP_PX - BOTTOM_PX
    if value is not None and series.target is not None:
        gap = (value - series.target) / (scale.high - scale.low) * plot_px
        room = max(0.0, 1.3 * TEXT_PX - abs(gap)) / 2
        apart = room if gap >= 0 else -room
    for text, y, shift, weight in (
        (last, value, apart, 700),
        (target, series.target, -apart, 400),
    ):
        if text:
            sheet.annotate(
                text=plain(text),
                x=1,
                xref="paper",
                xanchor="left",
                xshift=6,
                y=y,
                yshift=shift,
                font={"color": palette.ink, "weight": weight},
            )
