"""The trend of one measure, month by month."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from board.charts import axes
from board.charts.axes import MonthSpan, Unit
from board.charts.label_places import Placed, Plot, Spot
from board.charts.labelled_sheet import BOTTOM_PX, PLOT_PX, RIGHT_PX, TOP_PX, labelled
from board.charts.marks import DASH, bands, level, note, target_label, upright
from board.charts.sheet import Sheet
from board.charts.style import Palette, dot, text_width
from board.text import dates, numbers

CORNER = Spot(1, "right", "top")


def trend(
    points: pd.DataFrame,
    *,
    palette: Palette,
    unit: Unit,
    target: float | None = None,
    events: Sequence[tuple[date, str]] = (),
    compared: pd.DataFrame | None = None,
    compared_name: str = "cùng kỳ năm trước",
    compared_months: int = 12,
    incomplete_last: bool,
    height: int = 320,
) -> go.Figure:
    """One measure month by month.

    `points`: one row a month [period_start, value, n, low, high]; shares as fractions, days in
    working days; low and high (95%, Wilson for a share) may be absent. Months that are missing
    or absent are a gap. With [mean, lower, upper, tone] the points are judged: natural limits as a
    pale band (a share's clipped to 0 to 100%), the mean dotted, signals in their colour, and no
    whiskers, which would say a second thing in the same place.
    `incomplete_last`: the last month given is not over, it is drawn hollow and not compared.
    `compared`: the same columns with their own dates, drawn `compared_months` later, lighter.
    `events`: (day, note); those outside the months shown are left out.
    `height`: with one line of text above the plot; further lines add to it.
    A share's axis may start above 0 or end below 100: `axis_note` says so for the title.
    Raises ValueError if there is no month, or a month stands twice.
    """
    shown = axes.months(points)
    span = MonthSpan.of(list(shown.index))
    earlier = None
    if compared is not None and len(compared):
        earlier = axes.months(compared, shift=compared_months).reindex(shown.index)
        if incomplete_last:  # a part month is never compared with a whole one
            earlier = earlier.iloc[:-1]
    hollow = incomplete_last and not numbers.is_absent(shown["value"].iloc[-1])
    body = shown.iloc[:-1] if hollow else shown
    is_judged = "lower" in shown
    ends = ("lower", "upper") if is_judged else ("low", "high")
    if is_judged and unit == "share":
        shown = shown.assign(lower=shown["lower"].clip(0, 1), upper=shown["upper"].clip(0, 1))
        body = shown.loc[body.index]
    levels = [*axes.column(shown, "value"), *(v for end in ends for v in axes.column(body, end))]
    levels += [] if earlier is None else axes.column(earlier, "value")
    low, high = axes.value_range([*levels, target], unit)

    axis = axes.value_axis(low, high, unit)
    inside = [(day, text) for day, text in events if span.holds(day)]
    curves = _curves(
        span, axis["range"], body=body.iloc[:0] if is_judged else body, lines=(shown, earlier)
    )
    curves += [[(span.fraction(day), 0.0), (span.fraction(day), 1.0)] for day, _ in inside]
    plot = Plot(PLOT_PX, height - TOP_PX - BOTTOM_PX, curves)
    said = [(span.fraction(day), f"{dates.day(day)} {text}", True) for day, text in inside]
    if earlier is not None:
        said.append((0.0, f"{DASH} {compared_name}", False))
    part = f"○ {dates.month(shown.index[-1])} chưa đủ kỳ" if hollow else ""
    words = "" if target is None else f"mục tiêu {axes.said_short(target, unit)}"
    # In the corner as long as nothing comes there, and only if the line above the plot is taken.
    in_corner = bool(part and said) and not plot.crossings(CORNER, 1.0, text_width(part))
    if in_corner:
        plot.curves.append(plot.outline(CORNER, 1.0, text_width(part)))
    elif part:
        said.append((1.0, part, False))
    spot = plot.beside(_fraction(target, axis["range"]), text_width(words)) if words else None
    if words and spot is None:
        said.append((0.0, f"{DASH} {words}", True))
    sheet = labelled(palette, said, height=height)
    sheet.x.update(span.axis(PLOT_PX, RIGHT_PX))
    sheet.y.update(axis)
    if unit == "share":
        sheet.layout["meta"] = axes.ends_note(low, high)
    if is_judged:
        _draw_limits(sheet, shown, palette)
    if target is not None:
        sheet.scatter(**level(target, *sheet.x["range"], palette))
    if earlier is not None:
        _draw_compared(sheet, earlier, compared_name, palette, unit)
    _draw_actual(sheet, shown, hollow, palette, unit)
    for day, _ in inside:
        sheet.shapes.append(upright(day.isoformat(), palette))
    if in_corner:
        corner = Placed((part,), 1.0, "right", 0)
        sheet.say(**note(corner, palette, ink=False, inside=True))
    if spot is not None:
        sheet.say(**target_label(words, target, spot, palette))
    return sheet.figure()


def axis_note(figure: go.Figure) -> str:
    """What a title adds when a share's axis is not 0 to 100: "trục từ 80", "trục đến 10", or ""."""
    return figure.layout.meta or ""


def _draw_actual(
    sheet: Sheet, shown: pd.DataFrame, hollow: bool, palette: Palette, unit: Unit
) -> None:
    """The line with its whiskers; a hollow last point hangs on a dotted link."""
    x = [axes.stand(month) for month in shown.index]
    values = axes.column(shown, "value")
    hover = axes.hover_texts([dates.month(month) for month in shown.index], shown, unit)
    body = [*values[:-1], None] if hollow else values
    line = {"color": palette.gray, "width": 2}
    sheet.scatter(
        name="actual",
        x=x,
        y=body,
        mode="lines+markers",
        connectgaps=False,
        cliponaxis=False,
        line=line,
        marker=dot(palette, colour=[palette.tone(tone) for tone in shown.get("tone", ())]),
        error_y=None
        if "lower" in shown
        else axes.whiskers(
            body, axes.column(shown, "low"), axes.column(shown, "high"), palette.whisker
        ),
        hovertext=hover,
        hoverinfo="text",
    )
    if not hollow:
        return
    if len(values) > 1 and values[-2] is not None:
        sheet.scatter(
            name="link",
            x=x[-2:],
            y=values[-2:],
            mode="lines",
            line={**line, "dash": "dot"},
            hoverinfo="skip",
        )
    sheet.scatter(
        name="incomplete",
        x=x[-1:],
        y=values[-1:],
        mode="markers",
        cliponaxis=False,
        marker=dot(palette, hollow=True),
        hovertext=[f"{hover[-1]}<br>chưa đủ kỳ"],
        hoverinfo="text",
    )


def _draw_limits(sheet: Sheet, shown: pd.DataFrame, palette: Palette) -> None:
    """The natural limits as bands and their means, dotted."""
    x = [axes.stand(month) for month in shown.index]
    means, lower, upper = (axes.column(shown, name) for name in ("mean", "lower", "upper"))
    for trace in bands(x, means, lower, upper, palette):
        sheet.scatter(**trace)
    sheet.scatter(
        name="mean",
        x=x,
        y=means,
        mode="lines",
        connectgaps=False,
        line={"color": palette.gray, "width": 1, "dash": "dot"},
        hoverinfo="skip",
    )


def _draw_compared(
    sheet: Sheet, earlier: pd.DataFrame, name: str, palette: Palette, unit: Unit
) -> None:
    titles = [f"{name} của {dates.month(month)}" for month in earlier.index]
    sheet.scatter(
        name="compared",
        x=[axes.stand(month) for month in earlier.index],
        y=axes.column(earlier, "value"),
        mode="lines",
        connectgaps=False,
        line={"color": palette.previous, "width": 1.5},
        hovertext=axes.hover_texts(titles, earlier, unit),
        hoverinfo="text",
    )


def _fraction(value: float, value_range: Sequence[float]) -> float:
    """A value's height in the plot, 0 at the bottom and 1 at the top."""
    low, high = value_range
    return (value - low) / (high - low)


def _curves(
    span: MonthSpan,
    value_range: Sequence[float],
    *,
    body: pd.DataFrame,
    lines: Sequence[pd.DataFrame | None],
) -> list[list[tuple[float, float]]]:
    """Lines and whiskers as fractions of the plot, so that labels can keep off them."""

    def point(month: date, value: float) -> tuple[float, float]:
        return span.fraction(month.replace(day=15)), _fraction(value, value_range)

    curves = [
        [
            point(m, v)
            for m, v in zip(f.index, axes.column(f, "value"), strict=True)
            if v is not None
        ]
        for f in lines
        if f is not None
    ]
    ends = zip(body.index, axes.column(body, "low"), axes.column(body, "high"), strict=True)
    return curves + [[point(m, a), point(m, b)] for m, a, b in ends if None not in (a, b)]
