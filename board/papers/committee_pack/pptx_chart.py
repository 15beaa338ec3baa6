"""A measure's months as a native chart: what PowerPoint draws stands in its embedded workbook."""

import io
import math
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

import xlsxwriter
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.oxml.ns import qn
from pptx.util import Pt

from board.charts.style import palette
from board.charts.trend_series import Trend, makes_a_line
from board.text import committee_pack

FONT, MONTH = "Arial", "mm/yyyy"
COLOURS = palette("light")
MONTHS_NAMED = 7  # as many names as stand side by side under a chart
PLOT = {
    "layoutTarget": "inner",
    "xMode": "edge",
    "yMode": "edge",
    "x": 0.11,
    "y": 0.03,
    "w": 0.75,
    "h": 0.72,
}


@dataclass(frozen=True)
class Line:
    """One series: its values, and either a line or marks of a form, `hollow` or filled."""

    name: str
    values: tuple[float | None, ...]
    colour: str
    width: float = 0
    mark: XL_MARKER_STYLE = XL_MARKER_STYLE.NONE
    size: int = 7
    hollow: bool = False

    @property
    def is_seen(self) -> bool:
        """A legend must not name what the chart does not show."""
        if self.mark == XL_MARKER_STYLE.NONE:
            return makes_a_line(self.values)
        return any(value is not None for value in self.values)


def lines_of(trend: Trend) -> list[Line]:
    """The series of a trend, those of which something is seen; the months themselves first.

    The level since a change is a series of its own: so the legend says its colour. The levels
    before it take turns in two series, since a line within one would slope from step to step.
    """
    last = len(trend.months) - 1
    part = tuple(
        v if trend.incomplete_last and i == last else None for i, v in enumerate(trend.values)
    )
    circle, gray = XL_MARKER_STYLE.CIRCLE, COLOURS.gray
    dash, target = XL_MARKER_STYLE.DASH, (trend.target,) * len(trend.months)
    before = [step for step in trend.steps if not step.tone]
    newest = [step for step in trend.steps if step.tone]
    lines = [
        Line(committee_pack.ACTUAL, trend.values, gray, 2.25, mark=circle),
        Line(committee_pack.TARGET, target, COLOURS.ink, 1.5),
        *(
            Line(committee_pack.LEVEL, trend.levels(turn), COLOURS.previous, 3, mark=dash)
            for turn in (before[::2], before[1::2])
        ),
        Line(
            committee_pack.CHANGED.get(trend.tone or "", ""),
            trend.levels(newest),
            COLOURS.tone(trend.tone),
            3,
            mark=dash,
        ),
        Line(committee_pack.PART_MONTH, part, gray, mark=circle, size=8, hollow=True),
    ]
    return [line for line in lines if line.is_seen]


def add_chart(page, trend: Trend, at):
    """Puts the chart on a slide at (left, top, width, height); gives its shape."""
    lines, data = lines_of(trend), CategoryChartData(number_format=_format(trend, 1))
    data.categories = trend.months
    categories: Any = data.categories  # read back they are an object that has a format
    categories.number_format = MONTH
    for line in lines:
        data.add_series(line.name, line.values)
    shape = page.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *at, data)
    chart = shape.chart
    chart.part.chart_workbook.update_from_xlsx_blob(_workbook(trend, lines))
    chart.has_title = False
    chart.has_legend, chart.legend.include_in_layout = True, False
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.font.name, chart.font.size = FONT, Pt(12)
    chart._chartSpace.txPr.find(f".//{qn('a:defRPr')}").set("lang", "vi-VN")
    _name_once(chart.legend, lines)
    _axes(chart, trend)
    for series, line in zip(chart.plots[0].series, lines, strict=True):
        _style(series, line)
    _label_ends(chart.plots[0].series, lines, trend)
    return shape


def _name_once(legend, lines: list[Line]) -> None:
    """Leaves out of a legend what it names already."""
    named = [line.name for line in lines]
    for index, name in enumerate(named):
        if name in named[:index]:
            entry = legend._element.makeelement(qn("c:legendEntry"), {})
            entry.append(entry.makeelement(qn("c:idx"), {"val": str(index)}))
            entry.append(entry.makeelement(qn("c:delete"), {"val": "1"}))
            legend._element.find(qn("c:legendPos")).addnext(entry)


def _axes(chart, trend: Trend) -> None:
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = trend.scale
    axis.tick_labels.number_format = _format(trend, _decimals(trend, trend.scale.step))
    axis.tick_labels.number_format_is_linked = False
    axis.major_gridlines.format.line.color.rgb = _rgb(COLOURS.grid)
    axis.format.line.fill.background()
    months = chart.category_axis
    months.format.line.color.rgb = _rgb(COLOURS.border)
    months.tick_labels.font.size = Pt(12)
    months._element.txPr.find(qn("a:bodyPr")).set("rot", "0")
    months.tick_labels.number_format = MONTH
    months.tick_labels.number_format_is_linked = False
    # What python-pptx has no name for: how many months are named, and where the plot stands,
    # so that the last values have room at its right.
    every, axis = -(-len(trend.months) // MONTHS_NAMED), months._element
    axis.find(qn("c:baseTimeUnit")).set("val", "months")
    for name, value in (
        ("majorUnit", every),
        ("majorTimeUnit", "months"),
        ("minorUnit", 1),
        ("minorTimeUnit", "months"),
    ):
        axis.append(axis.makeelement(qn(f"c:{name}"), {"val": str(value)}))
    plot = chart._chartSpace.chart.plotArea
    for old in plot.findall(qn("c:layout")):
        plot.remove(old)
    layout = plot.makeelement(qn("c:layout"), {})
    manual = layout.makeelement(qn("c:manualLayout"), {})
    for name, value in PLOT.items():
        manual.append(manual.makeelement(qn(f"c:{name}"), {"val": str(value)}))
    layout.append(manual)
    plot.insert(0, layout)


def _style(series, line: Line) -> None:
    series.smooth = False
    if line.width:
        series.format.line.color.rgb = _rgb(line.colour)
        series.format.line.width = Pt(line.width)
    else:
        series.format.line.fill.background()
    series.marker.style, series.marker.size = line.mark, line.size
    if line.mark != XL_MARKER_STYLE.NONE:
        fill = COLOURS.background if line.hollow else line.colour
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = _rgb(fill)
        series.marker.format.line.color.rgb = _rgb(line.colour)


def _label_ends(series, lines: list[Line], trend: Trend) -> None:
    """The last month's value at its point, and the target's where the two do not meet."""
    last, value, target = len(trend.months) - 1, trend.values[-1], trend.target
    span = trend.scale.high - trend.scale.low
    near = value is not None and target is not None and abs(value - target) < 0.08 * span
    decimals = (
        {committee_pack.ACTUAL: 1} if near else {committee_pack.ACTUAL: 1, committee_pack.TARGET: 0}
    )
    for drawn, line in zip(series, lines, strict=True):
        end = line.values[last]
        if line.name not in decimals or end is None:
            continue
        label = drawn.points[last].data_label
        label.position = XL_LABEL_POSITION.RIGHT
        label.font.name, label.font.size = FONT, Pt(14)
        label.font.bold = line.name == committee_pack.ACTUAL
        number_format = _format(trend, decimals[line.name] or _decimals(trend, end))
        shown = {"formatCode": number_format, "sourceLinked": "0"}
        index = label._dLbl.find(qn("c:idx"))
        index.addnext(index.makeelement(qn("c:numFmt"), shown))


def _workbook(trend: Trend, lines: list[Line]) -> bytes:
    """The workbook of a chart, without the moment at which it was written; text is text."""
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True})
    made.set_properties({"created": datetime.combine(trend.months[-1], time())})
    sheet = made.add_worksheet("Sheet1")
    number_format = made.add_format({"num_format": _format(trend, 1)})
    as_month = made.add_format({"num_format": MONTH})
    for row, month in enumerate(trend.months, start=1):
        sheet.write_datetime(row, 0, datetime.combine(month, time()), as_month)
    for column, line in enumerate(lines, start=1):
        sheet.write_string(0, column, line.name)
        for row, value in enumerate(line.values, start=1):
            if value is not None:
                sheet.write_number(row, column, value, number_format)
    made.close()
    return out.getvalue()


def _format(trend: Trend, decimals: int) -> str:
    """A value in its unit; the signs of numbers are those of the reader's own computer."""
    if trend.unit == "count":
        return "#,##0"
    number = "0.0" if decimals else "0"
    return f"{number}%" if trend.unit == "share" else f'{number}" {committee_pack.DAYS_UNIT}"'


def _decimals(trend: Trend, value: float) -> int:
    """How many a value needs: none where it is whole, in hundredths for a share."""
    whole = value * 100 if trend.unit == "share" else value
    return 0 if math.isclose(whole, round(whole)) else 1


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.removeprefix("#"))
