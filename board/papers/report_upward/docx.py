"""The report upward: figures and sentences filled in, judgement left to the writer, from a template
that the ward edits in Word."""

import io

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt

from board.catalogue import MEASURES
from board.papers.office import qr, word
from board.papers.paper import address_of, code_of
from board.papers.report_upward.content import ReportContent
from board.papers.report_upward.paragraphs import paragraphs_of
from board.papers.report_upward.tables import tables_of
from board.runtime.settings import PAPERS
from board.selection.selection import Selection
from board.text import papers, sentences
from board.text import report_upward as report_upward_text

NAME, PAGE = "report-upward", "overview"


def as_docx(content: ReportContent) -> bytes:
    """The report of a unit, or of all units with a row each, as docx.

    Raises ValueError, in Vietnamese, where no head is in force, where the template is wrong, and
    where Biểu II.06a does not add up.
    """
    book = template_of(content).filled(fields_of(content))
    _add_origin(book, content.selection)
    word.dated(book, papers.PAPERS[NAME], content.selection.data_date)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def template_of(content: ReportContent) -> word.Template:
    """The template of the layout that the report bears. Raises ValueError, in Vietnamese, where no
    head is in force or the template is wrong."""
    may_name = (*report_upward_text.REPORT_FIELDS, *MEASURES)
    return word.template(f"report_{content.head['layout']}", may_name)


def fields_of(content: ReportContent) -> dict[str, object]:
    """Everything that a template may name: texts, measures by their keys, rows of tables."""
    selection, recipient = content.selection, PAPERS.report_recipient
    return (
        {
            key: report_upward_text.field_text(MEASURES[key], result)
            for key, result in content.results.items()
        }
        | report_upward_text.report_front(
            selection, content.head, recipient, code_of(NAME, selection)
        )
        | paragraphs_of(content)
        | tables_of(content)
    )


def _add_origin(book: Document, selection: Selection) -> None:
    """At the end, whatever the template says: from which data, by which filters, and the QR."""
    address = address_of(selection, PAGE)
    table = book.add_table(1, 2)
    table.autofit = False
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    left, right = table.rows[0].cells
    for column, cell, width in zip(table.columns, (left, right), (3.2, 22), strict=True):
        column.width = cell.width = Cm(width)
    if code := qr.png(address):
        picture = left.paragraphs[0].add_run().add_picture(io.BytesIO(code), width=Cm(2.8))
        picture._inline.docPr.set("descr", papers.QR_ALT)
    lines = (*papers.about(NAME, selection, code_of(NAME, selection)), (papers.ADDRESS, address))
    for label, text in lines:
        right.add_paragraph().add_run(sentences.one_line(f"{label}: {text}")).font.size = Pt(10)
    right._tc.remove(right.paragraphs[0]._p)
    for line in (*left.paragraphs, *right.paragraphs):
        line.alignment = WD_ALIGN_PARAGRAPH.LEFT
        line.paragraph_format.first_line_indent, line.paragraph_format.space_after = 0, 0
