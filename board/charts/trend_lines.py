"""What every drawing of a trend shares: levels, target, and the line with its last month hollow."""

from collections.abc import Sequence

from board.charts.marks import level
from board.charts.sheet import Sheet
from board.charts.style import Palette, dot
from board.charts.trend_series import Trend


def draw_steps(
    sheet: Sheet, edges: Sequence, trend: Trend, palette: Palette, width: float = 2
) -> None:
    """The levels of the runs as steps, the last one in the colour of its change; month i reaches
    from edge i to edge i + 1."""
    for step in trend.steps:
        sheet.scatter(
            name="level",
            x=[edges[step.first], edges[step.last + 1]],
            y=[step.level, step.level],
            mode="lines",
            line={
                "color": palette.tone(step.tone) if step.tone else palette.previous,
                "width": width,
            },
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
) -> None:
    """The line and its points; a last month that is not over hangs hollow on a dotted link."""
    sheet.scatter(
        name="actual",
        x=x,
        y=whole_months(trend),
        mode="lines+markers",
        connectgaps=False,
        cliponaxis=False,
        line={"color": palette.gray, "width": width},
        marker=dot(palette, size=size),
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
