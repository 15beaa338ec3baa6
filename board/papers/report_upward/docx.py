"""The report upward: figures and sentences filled in, judgement left to the writer, from a template
that the ward edits in Word."""

import io

import pandas as pd
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt

from board.catalogue import MEASURES
from board.papers.office import qr, word
from board.papers.paper import address_of, code_of
from board.papers.report_upward.figures import Figures, paragraphs_of
from board.papers.report_upward.tables import tables_of
from board.runtime.settings import PAPERS
from board.selection.selection import Choice
from board.text import papers, sentences
from board.text import report_upward as report_upward_text
from board.warehouse.ask import ask

NAME, PAGE = "report-upward", "overview"


def report_upward(choice: Choice) -> bytes:
    """The report of a unit, or of all units with a row each, as docx.

    Raises ValueError, in Vietnamese, where no head is in force, where the template is wrong, and
    where Biểu II.06a does not add up.
    """
    book = made_from(choice).filled(fields_of(choice, head_of(choice)))
    _say_whence(book, choice)
    word.dated(book, papers.PAPERS[NAME], choice.data_date)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def made_from(choice: Choice) -> word.Template:
    """The template of the layout that the report bears. Raises ValueError, in Vietnamese, where no
    head is in force or the template is wrong."""
    layout = head_of(choice)["layout"]
    return word.template(f"report_{layout}", (*report_upward_text.REPORT_FIELDS, *MEASURES))


def head_of(choice: Choice) -> dict[str, str]:
    """What the report bears on the data date, or on the last day of a unit that ended before: the
    columns of paper_heads.sql. Raises ValueError, in Vietnamese, where nothing is in force."""
    unit, on = choice.filters.unit, choice.data_date
    ends = ask(choice.snapshot, "units").set_index("unit_key")["valid_to"].get(unit)
    if not pd.isna(ends):
        on = min(on, ends.date())
    found = ask(choice.snapshot, "paper_heads", unit=unit, on=on)
    if found.empty:
        raise ValueError(report_upward_text.no_paper_head(choice.unit_name, on))
    return found.fillna("").iloc[0].to_dict()


def fields_of(choice: Choice, head: dict[str, str]) -> dict[str, object]:
    """Everything that a template may name: texts, measures by their keys, rows of tables."""
    figures = Figures(choice)
    return (
        {
            key: report_upward_text.field_text(MEASURES[key], fact)
            for key, fact in figures.facts.items()
        }
        | report_upward_text.report_front(
            choice, head, PAPERS.report_recipient, code_of(NAME, choice)
        )
        | paragraphs_of(figures)
        | tables_of(figures)
    )


def _say_whence(book: Document, choice: Choice) -> None:
    """At the end, whatever the template says: from which data, by which filters, and the QR."""
    address = address_of(choice, PAGE)
    table = book.add_table(1, 2)
    table.autofit = False
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    left, right = table.rows[0].cells
    for column, cell, width in zip(table.columns, (left, right), (3.2, 22), strict=True):
        column.width = cell.width = Cm(width)
    picture = left.paragraphs[0].add_run().add_picture(io.BytesIO(qr.png(address)), width=Cm(2.8))
    picture._inline.docPr.set("descr", papers.QR_ALT)
    lines = (*papers.about(NAME, choice, code_of(NAME, choice)), (papers.ADDRESS, address))
    for label, said in lines:
        right.add_paragraph().add_run(sentences.one_line(f"{label}: {said}")).font.size = Pt(10)
    right._tc.remove(right.paragraphs[0]._p)
    for line in (*left.paragraphs, *right.paragraphs):
        line.alignment = WD_ALIGN_PARAGRAPH.LEFT
        line.paragraph_format.first_line_indent, line.paragraph_format.space_after = 0, 0
