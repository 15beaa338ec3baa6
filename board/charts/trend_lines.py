"""What every drawing of a trend shares: limits, target, and the line with its last month hollow."""

from collections.abc import Sequence

from board.charts.marks import bands, level
from board.charts.sheet import Sheet
from board.charts.style import Palette, dot
from board.charts.trend_series import Trend

# What a point signals is seen by its form too, on paper without colours.
FORMS = {"improvement": "diamond", "concern": "square"}


def draw_limits(
    sheet: Sheet, x: Sequence, trend: Trend, palette: Palette, mean_px: float | None = 1
) -> None:
    """The natural limits as pale bands and their means dotted, `mean_px` wide, or without means."""
    for band in bands(x, trend.mean, trend.lower, trend.upper, palette):
        sheet.scatter(**band)
    if mean_px is not None:
        sheet.scatter(
            name="mean",
            x=x,
            y=trend.mean,
            mode="lines",
            connectgaps=False,
            line={"color": palette.gray, "width": mean_px, "dash": "dot"},
            hoverinfo="skip",
        )


def draw_target(sheet: Sheet, trend: Trend, palette: Palette, width: float = 1) -> None:
    """The target as a level line over the whole width; nothing where there is none."""
    if trend.target is not None:
        start, end = sheet.x["range"]
        line = level(trend.target, start, end, palette)
        sheet.scatter(**line | {"line": line["line"] | {"width": width}})


def draw_link(sheet: Sheet, x: Sequence, trend: Trend, palette: Palette, width: float) -> None:
    """The dotted link to a hollow last point; none across a month that is absent."""
    if trend.has_hollow_point and len(trend.values) > 1 and trend.values[-2] is not None:
        sheet.scatter(
            name="link",
            x=x[-2:],
            y=trend.values[-2:],
            mode="lines",
            line={"color": palette.gray, "width": width, "dash": "dot"},
            hoverinfo="skip",
        )


def draw_points(
    sheet: Sheet,
    x: Sequence,
    trend: Trend,
    palette: Palette,
    *,
    width: float,
    size: int,
    hover: Sequence[str],
    whiskers: dict | None = None,
    forms: bool = False,
) -> None:
    """The line and its points, each in the colour of what it signals (and with `forms` in its
    form too); a last month that is not over hangs hollow on a dotted link."""
    marker = dot(palette, size=size, colour=[palette.tone(tone) for tone in trend.tones])
    if forms:
        marker |= {"symbol": [FORMS.get(tone or "", "circle") for tone in trend.tones]}
    sheet.scatter(
        name="actual",
        x=x,
        y=whole_months(trend),
        mode="lines+markers",
        connectgaps=False,
        cliponaxis=False,
        line={"color": palette.gray, "width": width},
        marker=marker,
        error_y=whiskers,
        hovertext=hover,
        hoverinfo="text",
    )
    draw_link(sheet, x, trend, palette, width)
    if trend.has_hollow_point:
        sheet.scatter(
            name="incomplete",
            x=x[-1:],
            y=trend.values[-1:],
            mode="markers",
            cliponaxis=False,
            marker=dot(palette, hollow=True, size=size),
            hovertext=[f"{hover[-1]}<br>chưa đủ kỳ"],
            hoverinfo="text",
        )


def whole_months(trend: Trend) -> list[float | None]:
    """The values, the last of them absent where its month is not over."""
    return [*trend.values[:-1], None] if trend.has_hollow_point else list(trend.values)
