"""The committee's pack as a presentation of 16:9, its charts such that PowerPoint edits them."""

import io
from datetime import datetime, time

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from board.charts.style import palette
from board.papers.committee_pack.content import PackContent
from board.papers.committee_pack.pptx_chart import FONT, add_chart
from board.papers.committee_pack.slides import Cover, Signal, Slide, Table
from board.papers.office import qr
from board.papers.paper import address_of
from board.selection.selection import Selection
from board.text import committee_pack, pages, papers, sentences

WIDE, HIGH, EDGE = Inches(13.333), Inches(7.5), Inches(0.6)
BROAD = Emu(WIDE - 2 * EDGE)
TITLE_ONLY = 5  # of the layouts that every new presentation has
# Sizes in points, and where in inches each thing stands on every slide.
COVER_TITLE, TITLE, SENTENCE, FACT, SMALL = 32, 24, 18, 14, 12
CELLS = {"large": 21, "medium": 17, "small": 14, "smallest": 14}
TITLE_AT, SENTENCE_AT, TABLE_AT, CHART_AT, NOTE_AT, FOOT_AT = 0.2, 1.2, 1.95, 1.95, 6.2, 6.9
CHART_BROAD, FACTS_LEFT, LABELS = 6.1, 6.9, 0.22
FACTS_HIGH = (0.75, 1.05, 0.75, 1.2, 0.6)  # of each fact beside a chart
ROW_HIGH = 0.38  # which text stretches
COLOURS = palette("light")


def as_pptx(content: PackContent) -> bytes:
    """The pack as pptx, a slide each; its charts are PowerPoint's own and can be edited."""
    selection, slides = content.selection, content.slides
    deck = _presentation(selection)
    foot = committee_pack.pack_foot(selection)
    for number, slide in enumerate(slides, start=1):
        page = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
        _title(page, slide)
        match slide:
            case Cover():
                _cover(page, slide, selection)
            case Table():
                _rows(page, slide)
            case Signal():
                _signal(page, slide)
        lines = [f"{foot} · {number}/{len(slides)}"]
        if number == len(slides):
            lines.append(content.last_line)
        at = (EDGE, Inches(FOOT_AT), BROAD, Inches(0.5))
        _text(page, "\n".join(lines), at, SMALL, COLOURS.text)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def _presentation(selection: Selection):
    """An empty one of 16:9; its layouts too, so that a slide added by hand is set right."""
    deck = Presentation()
    width = deck.slide_width or WIDE
    for layout in (deck.slide_master, *deck.slide_layouts):
        for shape in layout.placeholders:
            if shape._element.spPr.find(qn("a:xfrm")) is not None:
                shape.left, shape.width = (
                    Emu((side or 0) * WIDE // width) for side in (shape.left, shape.width)
                )
    deck.slide_width, deck.slide_height = WIDE, HIGH
    properties = deck.core_properties
    properties.author = properties.last_modified_by = pages.APP
    properties.title, properties.language = papers.PAPERS["committee-pack"], "vi-VN"
    properties.created = properties.modified = datetime.combine(selection.data_date, time())
    properties.revision = 1
    return deck


def _cover(page, slide: Cover, selection: Selection) -> None:
    _text(page, slide.answer, (EDGE, Inches(1.9), BROAD, Inches(1.6)), 22)
    lines = "\n".join(f"{label}: {text}" for label, text in slide.lines)
    _text(page, lines, (EDGE, Inches(3.8), Inches(9), Inches(2.6)), SENTENCE)
    if not (code := qr.png(address_of(selection, "overview"))):
        return
    shape = page.shapes.add_picture(io.BytesIO(code), Inches(10.3), Inches(3.7), Inches(2.2))
    _describe(shape, papers.QR_ALT)
    at = (Inches(9.9), Inches(5.9), Inches(3), Inches(0.9))
    _text(page, papers.QR_ALT, at, SMALL, COLOURS.text)


def _rows(page, slide: Table) -> None:
    if slide.note:
        _text(page, slide.note, (EDGE, Inches(SENTENCE_AT), BROAD, Inches(0.5)), SENTENCE)
    if slide.rows:
        top = TABLE_AT if slide.note else SENTENCE_AT
        rows, at = (slide.columns, *slide.rows), (EDGE, Inches(top), BROAD)
        heights = [ROW_HIGH] * len(rows)
        size = CELLS[slide.size]
        _table(page, rows, slide.widths, heights, at, size, highlight=slide.highlight)


def _signal(page, slide: Signal) -> None:
    _text(page, slide.sentence, (EDGE, Inches(SENTENCE_AT), BROAD, Inches(0.75)), SENTENCE)
    at = (EDGE, Inches(CHART_AT), Inches(CHART_BROAD), Inches(NOTE_AT - CHART_AT))
    _describe(add_chart(page, slide.trend, at), committee_pack.chart_alt(slide))
    at = (EDGE, Inches(NOTE_AT), Inches(CHART_BROAD), Inches(FOOT_AT - NOTE_AT))
    _text(page, slide.note, at, SMALL, COLOURS.text)
    at = (Inches(FACTS_LEFT), Inches(CHART_AT), Emu(WIDE - EDGE - Inches(FACTS_LEFT)))
    _table(page, slide.facts, (LABELS, 1 - LABELS), FACTS_HIGH, at, FACT, headed=False)


def _title(page, slide: Slide) -> None:
    title, is_cover = page.shapes.title, isinstance(slide, Cover)
    top, size = (0.9, COVER_TITLE) if is_cover else (TITLE_AT, TITLE)
    title.left, title.top = EDGE, Inches(top)
    title.width, title.height = BROAD, Inches(SENTENCE_AT - TITLE_AT)
    _write(title.text_frame, slide.title, size, bold=True)
    title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM  # of a line, too, near what it heads


def _text(page, text: str, at, size: int, colour: str = COLOURS.ink) -> None:
    box = page.shapes.add_textbox(*at)
    box.text_frame.word_wrap = True
    _write(box.text_frame, text, size, colour=colour)


def _write(frame, text: str, size: int, bold: bool = False, colour: str = COLOURS.ink) -> None:
    """Puts text into a frame, a paragraph a line; it is text, whatever it begins with."""
    frame.vertical_anchor = MSO_ANCHOR.TOP
    for i, line in enumerate(text.split("\n")):
        paragraph = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = sentences.one_line(line)
        run.font.name, run.font.size, run.font.bold = FONT, Pt(size), bold
        run.font.color.rgb = _rgb(colour)
        run.font._element.set("lang", "vi-VN")


def _table(page, rows, widths, heights, at, size: int, headed: bool = True, highlight=()) -> None:
    """Rows with thin lines between them; heights in inches, which text may stretch."""
    left, top, width = at
    shape = page.shapes.add_table(len(rows), len(widths), left, top, width, Inches(sum(heights)))
    table = shape.table
    table.first_row, table.horz_banding = headed, False
    for column, part in zip(table.columns, widths, strict=True):
        column.width = Emu(int(width * part))
    for i, row in enumerate(rows):
        table.rows[i].height = Inches(heights[i])
        for j, text in enumerate(row):
            cell, is_head, is_highlighted = table.cell(i, j), headed and i == 0, text in highlight
            cell.fill.solid()
            cell.fill.fore_color.rgb = _rgb(COLOURS.grid if is_head else COLOURS.background)
            cell.margin_top = cell.margin_bottom = Pt(3.6)
            is_bold = is_head or is_highlighted or (not headed and j == 0)
            colour = COLOURS.orange_text if is_highlighted else COLOURS.ink
            _write(cell.text_frame, text, size, is_bold, colour)
            _ruled(cell)


def _ruled(cell) -> None:
    """A thin line over and under a cell; the schema wants them before the cell's fill."""
    colour, properties = COLOURS.border.removeprefix("#"), cell._tc.get_or_add_tcPr()
    for place, name in enumerate(("a:lnT", "a:lnB")):
        line = properties.makeelement(qn(name), {"w": str(Pt(0.75))})
        fill = line.makeelement(qn("a:solidFill"), {})
        fill.append(fill.makeelement(qn("a:srgbClr"), {"val": colour}))
        line.append(fill)
        properties.insert(place, line)


def _describe(shape, text: str) -> None:
    shape._element.xpath(".//p:cNvPr")[0].set("descr", text)


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.removeprefix("#"))
