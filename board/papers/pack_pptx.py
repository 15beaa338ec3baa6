"""The committee's pack as a presentation of 16:9, its charts such that PowerPoint edits them."""

import io
from datetime import datetime, time

import xlsxwriter
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu, Inches, Pt

from board import formats, words
from board.charts.style import palette
from board.choice import Choice
from board.papers import qr
from board.papers.pack import Cover, Signal, Slide, Table, Trend, pack_of
from board.papers.paper import address_of, code_of

FONT = "Arial"
WIDE, HIGH, EDGE = Inches(13.333), Inches(7.5), Inches(0.6)
BROAD = Emu(WIDE - 2 * EDGE)
TITLE_ONLY = 5  # of the layouts that every new presentation has
COLOURS = palette("light")


def pack_pptx(choice: Choice) -> bytes:
    """The pack of a choice as pptx."""
    made = Presentation()
    made.slide_width, made.slide_height = WIDE, HIGH
    said = made.core_properties
    said.author = said.last_modified_by = words.APP
    said.title = words.PAPERS["committee-pack"]
    said.created = said.modified = datetime.combine(choice.data_date, time())
    said.revision = 1
    slides, foot = pack_of(choice), words.pack_foot(choice, code_of("committee-pack", choice))
    for number, slide in enumerate(slides, start=1):
        page = made.slides.add_slide(made.slide_layouts[TITLE_ONLY])
        _title(page, slide.title)
        _draw(page, slide, choice)
        at = (EDGE, Inches(7.0), BROAD, Inches(0.35))
        _text(page, f"{foot} · {number}/{len(slides)}", at, 11, COLOURS.text)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _draw(page, slide: Slide, choice: Choice) -> None:
    match slide:
        case Cover():
            lines = [f"{label}: {said}" for label, said in slide.lines]
            _text(page, "\n".join(lines), (EDGE, Inches(1.6), Inches(9), Inches(4.5)), 20)
            picture = io.BytesIO(qr.png(address_of(choice, "overview")))
            page.shapes.add_picture(picture, Inches(10.2), Inches(1.6), Inches(2.5))
            at = (Inches(9.9), Inches(4.2), Inches(3.1), Inches(1))
            _text(page, words.QR_ALT, at, 12, COLOURS.text)
        case Table():
            _text(page, slide.note, (EDGE, Inches(1.15), BROAD, Inches(0.6)), 16)
            if slide.rows:
                at = (EDGE, Inches(1.85), BROAD)
                _table(page, (slide.columns, *slide.rows), slide.widths, at)
        case Signal():
            _text(page, slide.sentence, (EDGE, Inches(1.15), BROAD, Inches(0.8)), 18)
            _chart(page, slide.trend)
            at = (EDGE, Inches(6.4), Inches(8), Inches(0.6))
            _text(page, slide.note, at, 11, COLOURS.text)
            at = (Inches(8.9), Inches(2.1), Emu(WIDE - EDGE - Inches(8.9)))
            _table(page, slide.blanks, (0.32, 0.68), at, headed=False, high=0.95)


def _title(page, text: str) -> None:
    title = page.shapes.title
    title.left, title.top, title.width, title.height = EDGE, Inches(0.35), BROAD, Inches(0.8)
    _say(title.text_frame, text, 28, bold=True)


def _text(page, text: str, at, size: int, colour: str = COLOURS.ink) -> None:
    box = page.shapes.add_textbox(*at)
    box.text_frame.word_wrap = True
    _say(box.text_frame, text, size, colour=colour)


def _say(frame, text: str, size: int, bold: bool = False, colour: str = COLOURS.ink) -> None:
    """Puts text into a frame, a paragraph a line; it is text, whatever it begins with."""
    frame.vertical_anchor = MSO_ANCHOR.TOP
    for i, line in enumerate(text.split("\n")):
        paragraph = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
        paragraph.alignment = 1
        run = paragraph.add_run()
        run.text = line
        run.font.name, run.font.size, run.font.bold = FONT, Pt(size), bold
        run.font.color.rgb = _rgb(colour)


def _table(page, rows, widths, at, headed: bool = True, high: float = 0.36) -> None:
    left, top, width = at
    shape = page.shapes.add_table(
        len(rows), len(widths), left, top, width, Inches(high) * len(rows)
    )
    table = shape.table
    table.first_row, table.horz_banding = headed, False
    for column, part in zip(table.columns, widths, strict=True):
        column.width = Emu(int(width * part))
    for i, row in enumerate(rows):
        for j, said in enumerate(row):
            cell = table.cell(i, j)
            is_head = headed and i == 0
            cell.fill.solid()
            cell.fill.fore_color.rgb = _rgb(COLOURS.grid if is_head else COLOURS.background)
            cell.margin_top = cell.margin_bottom = Inches(0.03)
            _say(cell.text_frame, said, 13, bold=is_head or (not headed and j == 0))


def _chart(page, trend: Trend) -> None:
    """A line chart: the months, their limits and mean, the target."""
    data = CategoryChartData(number_format=_format(trend))
    data.categories = [formats.month(one) for one in trend.months]
    lines = _lines(trend)
    for name, values in lines:
        data.add_series(name, values)
    at = (EDGE, Inches(2.0), Inches(8.1), Inches(4.35))
    chart = page.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *at, data).chart
    chart.part.chart_workbook.update_from_xlsx_blob(_workbook(trend, lines))
    chart.has_title = False
    chart.has_legend, chart.legend.include_in_layout = True, False
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.font.name, chart.font.size = FONT, Pt(12)
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = trend.low, trend.high, trend.step
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = _format(trend), False
    axis.major_gridlines.format.line.color.rgb = _rgb(COLOURS.grid)
    styles = {
        words.ACTUAL: (COLOURS.gray, 2.25, MSO_LINE.SOLID),
        words.TARGET: (COLOURS.ink, 1.25, MSO_LINE.SOLID),
        words.MEAN: (COLOURS.gray, 1, MSO_LINE.ROUND_DOT),
        words.LOWER: (COLOURS.previous, 1, MSO_LINE.DASH),
        words.UPPER: (COLOURS.previous, 1, MSO_LINE.DASH),
    }
    for series in chart.plots[0].series:
        colour, width, dash = styles[series.name]
        series.smooth = False
        series.format.line.color.rgb = _rgb(colour)
        series.format.line.width, series.format.line.dash_style = Pt(width), dash
        series.marker.style = XL_MARKER_STYLE.NONE
    _mark(chart.plots[0].series[0], trend)


def _lines(trend: Trend) -> list[tuple[str, tuple[float | None, ...]]]:
    """Name and values of each line of the chart; the months themselves first."""
    target = (trend.target,) * len(trend.months)
    lines = [
        (words.ACTUAL, trend.values),
        (words.TARGET, target),
        (words.MEAN, trend.mean),
        (words.LOWER, trend.lower),
        (words.UPPER, trend.upper),
    ]
    return [line for line in lines if any(v is not None for v in line[1])]


def _mark(series, trend: Trend) -> None:
    """Each month's point in the colour of what it says, hollow where it is not over."""
    series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 7
    last = len(trend.months) - 1
    for i, tone in enumerate(trend.tones):
        marker, colour = series.points[i].marker, _rgb(COLOURS.tone(tone))
        marker.style, marker.size = XL_MARKER_STYLE.CIRCLE, 7
        marker.format.fill.solid()
        is_hollow = trend.part and i == last
        marker.format.fill.fore_color.rgb = _rgb(COLOURS.background) if is_hollow else colour
        marker.format.line.color.rgb = colour


def _workbook(trend: Trend, lines) -> bytes:
    """The sheet behind a chart, without the moment at which it was written; text is text."""
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True})
    made.set_properties({"created": datetime.combine(trend.months[-1], time())})
    sheet, as_said = made.add_worksheet("Sheet1"), made.add_format({"num_format": _format(trend)})
    for row, month in enumerate(trend.months, start=1):
        sheet.write_string(row, 0, formats.month(month))
    for column, (name, values) in enumerate(lines, start=1):
        sheet.write_string(0, column, name)
        for row, value in enumerate(values, start=1):
            if value is not None:
                sheet.write_number(row, column, value, as_said)
    made.close()
    return out.getvalue()


def _format(trend: Trend) -> str:
    return {"share": "0%" if trend.step >= 0.01 else "0.0%", "count": "#,##0"}.get(
        trend.unit, "0.0"
    )


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.removeprefix("#"))
