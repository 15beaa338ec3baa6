"""The report upward: figures and sentences filled in, judgement left to the writer, from a template
that the ward edits in Word."""

import io

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from board.catalogue import MEASURES
from board.measures.small_numbers import is_withholding
from board.papers.office import word
from board.papers.paper import code_of
from board.papers.report_upward.content import ReportContent
from board.papers.report_upward.paragraphs import paragraphs_of
from board.papers.report_upward.tables import tables_of
from board.runtime.settings import PAPERS
from board.selection.selection import Selection
from board.text import papers, sentences
from board.text import report_upward as report_upward_text

NAME = "report-upward"


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
    """One small line at the end, whatever the template says: from which data and filters."""
    hidden = papers.withheld_in_short() if is_withholding() else ""
    code = papers.paper_code(code_of(NAME, selection))
    words = f"{papers.made_from_in_short(selection)} {code} {hidden}".strip()
    line = book.add_paragraph()
    line.add_run(sentences.one_line(words)).font.size = Pt(9)
    line.alignment = WD_ALIGN_PARAGRAPH.LEFT
    line.paragraph_format.first_line_indent, line.paragraph_format.space_after = 0, 0
