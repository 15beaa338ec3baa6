"""The committee's pack as a presentation of 16:9, its charts such that PowerPoint edits them."""

import io
from datetime import datetime, time

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from board.charts.style import palette
from board.papers.committee_pack.content import Cover, PackContent, Signal, Slide, Table
from board.papers.committee_pack.pptx_chart import FONT, add_chart
from board.papers.office import qr, text_fit
from board.papers.paper import address_of, code_of
from board.selection.selection import Selection
from board.text import committee_pack, pages, papers, sentences

WIDE, HIGH, EDGE = Inches(13.333), Inches(7.5), Inches(0.6)
BROAD = Emu(WIDE - 2 * EDGE)
TITLE_ONLY = 5  # of the layouts that every new presentation has
COLOURS = palette("light")


def as_pptx(content: PackContent) -> bytes:
    """The pack as pptx, a slide each; its charts are PowerPoint's own and can be edited."""
    selection, slides = content.selection, content.slides
    deck = _presentation(selection)
    foot = committee_pack.pack_foot(selection, code_of("committee-pack", selection))
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
        at = (EDGE, Inches(6.95), BROAD, Inches(0.5))
        _text(page, f"{foot} · {number}/{len(slides)}", at, 12, COLOURS.text)
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
    lines = "\n".join(f"{label}: {text}" for label, text in slide.lines)
    _text(page, lines, (EDGE, Inches(2.4), Inches(9), Inches(4)), 22)
    if not (code := qr.png(address_of(selection, "overview"))):
        return
    shape = page.shapes.add_picture(io.BytesIO(code), Inches(10.1), Inches(2.4), Inches(2.6))
    _describe(shape, papers.QR_ALT)
    at = (Inches(9.9), Inches(5.1), Inches(3), Inches(1))
    _text(page, papers.QR_ALT, at, 14, COLOURS.text)


def _rows(page, slide: Table) -> None:
    high = text_fit.note_height(slide.note)
    at = (EDGE, Pt(text_fit.TABLE_TOP), BROAD, Pt(high))
    _text(page, slide.note, at, text_fit.NOTE_SIZE)
    if not slide.rows:
        return
    rows, at = (slide.columns, *slide.rows), (EDGE, Pt(text_fit.TABLE_TOP + high), BROAD)
    heights = [text_fit.row_height(row, slide.widths, slide.size) for row in rows]
    _table(page, rows, slide.widths, heights, at, slide.size, highlight=slide.highlight)


def _signal(page, slide: Signal) -> None:
    size = text_fit.largest(slide.sentence, text_fit.SENTENCE_SIZES, most=2)
    _text(page, slide.sentence, (EDGE, Inches(1.15), BROAD, Inches(0.85)), size)
    at = (EDGE, Inches(2.0), Inches(7.6), Inches(4.45))
    _describe(add_chart(page, slide.trend, at), committee_pack.chart_alt(slide))
    at = (EDGE, Inches(6.45), Inches(7.6), Inches(0.5))
    sizes, width = text_fit.CHART_NOTE_SIZES, Inches(7.6).pt
    _text(page, slide.note, at, text_fit.largest(slide.note, sizes, 2, width=width), COLOURS.text)
    at = (Inches(8.4), Inches(2.1), Emu(WIDE - EDGE - Inches(8.4)))
    heights = [76] * len(slide.blanks)
    _table(page, slide.blanks, (0.4, 0.6), heights, at, 16, headed=False)


def _title(page, slide: Slide) -> None:
    title = page.shapes.title
    if isinstance(slide, Cover):
        at, size = (EDGE, Inches(1.0), BROAD, Inches(1.0)), 32
    else:
        at = (EDGE, Inches(0.4), BROAD, Inches(0.75))
        size = text_fit.largest(slide.title, text_fit.TITLE_SIZES, wider=text_fit.BOLDER)
    title.left, title.top, title.width, title.height = at
    _write(title.text_frame, slide.title, size, bold=True)


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
    """Rows with thin lines between them; heights in points, which text may stretch."""
    left, top, width = at
    shape = page.shapes.add_table(len(rows), len(widths), left, top, width, Pt(sum(heights)))
    table = shape.table
    table.first_row, table.horz_banding = headed, False
    for column, part in zip(table.columns, widths, strict=True):
        column.width = Emu(int(width * part))
    for i, row in enumerate(rows):
        table.rows[i].height = Pt(heights[i])
        for j, text in enumerate(row):
            cell, is_head, is_highlighted = table.cell(i, j), headed and i == 0, text in highlight
            cell.fill.solid()
            cell.fill.fore_color.rgb = _rgb(COLOURS.grid if is_head else COLOURS.background)
            cell.margin_top = cell.margin_bottom = Pt(text_fit.ABOVE / 2)
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
