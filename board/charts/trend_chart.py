"""The trend of one measure, month by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import plotly.graph_objects as go

from board.charts import axes
from board.charts.axes import MonthSpan
from board.charts.label_places import Placed, Plot, Spot
from board.charts.labelled_sheet import BOTTOM_PX, PLOT_PX, RIGHT_PX, ROOMS, TOP_PX, labelled
from board.charts.marks import DASH, event_labels, event_points, note, target_label, upright
from board.charts.style import Palette, text_width
from board.charts.trend_lines import draw_points, draw_steps, draw_target, whole_months
from board.charts.trend_series import Trend
from board.text import dates, numbers

HEIGHT_PX = 320  # with one line of text above the plot; further lines add to it
CORNER = Spot(1, "right", "top")


def trend(series: Trend, *, palette: Palette) -> go.Figure:
    """One measure month by month, with its target and its marks.

    Where the months are judged, their levels are steps, the last in the colour of its change, and
    there are no whiskers, which would say a second thing in the same place. A last month that is
    not over is hollow. Marks outside the months shown are left out. A share's axis may
    start above 0 or end below 100: `axis_note` says so for the title.
    """
    span = MonthSpan.of(series.months)
    low, high = axes.value_range(_levels(series), series.unit)
    axis = axes.value_axis(low, high, series.unit)
    marks = [(day, text) for day, text in series.marks if span.holds(day)]
    labels = _labels(series, span, axis["range"], marks, palette)
    sheet = labelled(palette, labels.above, height=HEIGHT_PX)
    sheet.x.update(span.axis(PLOT_PX, RIGHT_PX))
    sheet.y.update(axis)
    if series.unit == "share":
        sheet.layout["meta"] = axes.ends_note(low, high)
    x = [axes.stand(month) for month in series.months]
    draw_steps(sheet, axes.edges(series.months), series, palette)
    draw_target(sheet, series, palette)
    body = whole_months(series)
    draw_points(
        sheet,
        x,
        series,
        palette,
        width=2,
        size=8,
        hover=axes.hover_texts(
            [dates.month(month) for month in series.months],
            series.values,
            series.n,
            series.low,
            series.high,
            series.unit,
            series.things,
        ),
        whiskers=None
        if series.steps
        else axes.whiskers(body, series.low, series.high, palette.whisker),
    )
    sheet.shapes += [upright(day.isoformat(), palette) for day, _ in marks]
    if marks:
        sheet.scatter(**event_points(marks, axis["range"][1], palette))
    if labels.corner:
        corner = Placed((labels.corner,), 1.0, "right", 0)
        sheet.annotate(**note(corner, palette, ink=False, inside=True))
    if labels.target:
        sheet.annotate(**labels.target)
    return sheet.figure()


def axis_note(figure: go.Figure) -> str:
    """What a title adds when a share's axis is not 0 to 100: "trục từ 80", "trục đến 10", or ""."""
    return figure.to_dict()["layout"].get("meta") or ""


def _levels(series: Trend) -> list[float | None]:
    """All that the axis must hold; of a month that is not over its value alone."""
    whole = slice(None, -1) if series.has_hollow_point else slice(None)
    levels = [step.level for step in series.steps]
    ends = [] if series.steps else [*series.low[whole], *series.high[whole]]
    return [*series.values, *levels, *ends, series.target]


@dataclass
class _Labels:
    """Where the words of a trend stand: above the plot as (x, text, in ink), in its top right
    corner, or at the target's line."""

    above: list[tuple[float, str, bool]]
    corner: str = ""
    target: dict | None = None


def _labels(
    series: Trend,
    span: MonthSpan,
    value_range: Sequence[float],
    marks: Sequence[tuple[date, str]],
    palette: Palette,
) -> _Labels:
    curves = _curves(series, span, value_range)
    curves += [[(span.fraction(day), 0.0), (span.fraction(day), 1.0)] for day, _ in marks]
    plot = Plot(PLOT_PX, HEIGHT_PX - TOP_PX - BOTTOM_PX, curves)
    labels = _Labels(event_labels(marks, span, ROOMS))
    if series.has_hollow_point:
        part = f"○ {dates.month(series.months[-1])} chưa đủ kỳ"
        # In the corner as long as nothing comes there, and only if the line above is taken.
        if labels.above and not plot.crossings(CORNER, 1.0, text_width(part)):
            plot.curves.append(plot.outline(CORNER, 1.0, text_width(part)))
            labels.corner = part
        else:
            labels.above.append((1.0, part, False))
    if series.target is not None:
        words = f"mục tiêu {numbers.in_unit_short(series.target, series.unit)}"
        spot = plot.free_spot(_fraction(series.target, value_range), text_width(words))
        if spot:
            labels.target = target_label(words, series.target, spot, palette)
        else:
            labels.above.append((0.0, f"{DASH} {words}", True))
    return labels


def _fraction(value: float, value_range: Sequence[float]) -> float:
    """A value's height in the plot, 0 at the bottom and 1 at the top."""
    low, high = value_range
    return (value - low) / (high - low)


def _curves(
    series: Trend, span: MonthSpan, value_range: Sequence[float]
) -> list[Sequence[tuple[float, float]]]:
    """The line and its levels or whiskers as fractions of the plot, so that labels can keep off
    them."""
    along = [span.fraction(month.replace(day=15)) for month in series.months]

    def points(x: Sequence[float], values: Sequence[float | None]) -> list[tuple[float, float]]:
        """The values that are there, as fractions of the plot."""
        pairs = zip(x, values, strict=True)
        return [(at, _fraction(v, value_range)) for at, v in pairs if v is not None]

    curves: list[Sequence[tuple[float, float]]] = [points(along, series.values)]
    starts = [span.fraction(date.fromisoformat(day)) for day in axes.edges(series.months)]
    curves += [
        points((starts[step.first], starts[step.last + 1]), (step.level, step.level))
        for step in series.steps
    ]
    if not series.steps:
        whole = len(along) - series.has_hollow_point
        ends = list(zip(along, series.low, series.high, strict=True))[:whole]
        curves += [points((x, x), pair) for x, *pair in ends if None not in pair]
    return curves
