"""The trend of one measure, month by month."""

import plotly.graph_objects as go

from board.charts import axes
from board.charts.axes import MonthSpan
from board.charts.marks import event_notes, event_points, hang_notes, upright
from board.charts.sheet import blank
from board.charts.style import Palette, plain
from board.charts.trend_lines import draw_points, draw_steps, draw_target, whole_months
from board.charts.trend_series import Trend
from board.text import dates, numbers

HEIGHT_PX = 300
TARGET_PX = 62  # room at the right for the words of a target, in two lines


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
    sheet = blank(palette, height=HEIGHT_PX, right=8 if series.target is None else TARGET_PX)
    hang_notes(sheet, event_notes(marks, span), palette)
    if series.has_hollow_point:
        part = f"○ {dates.month(series.months[-1])} chưa đủ kỳ"
        sheet.add_key([("", part)], colours=palette)
    sheet.x.update(span.axis())
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
    if series.target is not None:
        words = plain(f"mục tiêu {numbers.in_unit_short(series.target, series.unit)}")
        sheet.annotate(
            text=words.replace("mục tiêu ", "mục tiêu<br>"),
            x=1,
            xref="paper",
            xanchor="left",
            xshift=6,
            align="left",
            y=series.target,
            font={"color": palette.ink},
        )
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
