"""Letters that are owed and not sent, each from its template, under a list of them."""

import io
from copy import deepcopy
from typing import cast

import docx
import pandas as pd
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.styles.style import ParagraphStyle

from board.papers.letters.content import NAME, PAGE, LettersContent, why_none
from board.papers.office import qr, word
from board.papers.paper import address_of, code_of
from board.selection.selection import Selection
from board.text import letter_papers, papers, sentences
from board.warehouse.ask import ask

FONT = "Times New Roman"
WIDTHS = (0.9, 2.5, 3.7, 3.1, 1.95, 1.95, 1.95, 1.95)  # of the list's columns, in cm


def as_docx(content: LettersContent) -> bytes:
    """The letters to write as one docx: the list, then each on a page of its own, numbered as in
    the list. The names of those who get them are left blank.

    Raises ValueError, in Vietnamese, where a letter has no template or its template is wrong.
    """
    selection, found = content.selection, content.letters
    names = ask(selection.snapshot, "units").set_index("unit_key")["name"]
    code = code_of(NAME, selection)
    template_of = templates(found)
    book = _list(selection, found, code)
    for place, row in enumerate(found.itertuples(), start=1):
        unit = (
            selection.unit_name if selection.filters.unit else names.get(row.unit_key, row.unit_key)
        )
        fields = letter_papers.letter_fields(row, place, len(found), unit, code)
        word.append(book, template_of[row.template].filled(fields), place)
    word.dated(book, papers.PAPERS[NAME], selection.data_date)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def templates(found: pd.DataFrame) -> dict[str, word.Template]:
    """The templates of letters to write, by name. Raises ValueError, in Vietnamese, where a letter
    has none or one is wrong."""
    for row in found[found["template"].isna()].itertuples():
        raise ValueError(letter_papers.no_template_for(row.kind, row.written_on))
    names = found["template"].unique()
    return {name: word.template(name, letter_papers.LETTER_FIELDS) for name in names}


def _list(selection: Selection, found: pd.DataFrame, code: str):
    """The first page: which letters follow, and of what they were made."""
    book = docx.Document()
    normal = cast(ParagraphStyle, book.styles["Normal"])
    normal.font.name, normal.font.size = FONT, Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    normal.paragraph_format.space_after = Pt(6)
    page = book.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.top_margin = page.bottom_margin = page.left_margin = page.right_margin = Cm(1.5)
    title = book.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run(letter_papers.LIST_TITLE).bold = True
    _line(book, letter_papers.LIST_NOTE)
    for label, text in papers.about(NAME, selection, code):
        _line(book, f"{label}: {text}")
    _line(book, f"{papers.ADDRESS}: {address_of(selection, PAGE)}")
    if picture := qr.png(address_of(selection, PAGE)):
        book.add_picture(io.BytesIO(picture), width=Cm(2.5))
    _line(book, letter_papers.letters_found(len(found)) if len(found) else why_none(selection))
    if len(found):
        _table(book, found)
    return book


def _line(book, text: str) -> None:
    line = book.add_paragraph()
    line.paragraph_format.space_after = Pt(2)
    line.add_run(sentences.one_line(text)).font.size = Pt(12)


def _table(book, found: pd.DataFrame) -> None:
    lines = [
        letter_papers.list_row(row, place) for place, row in enumerate(found.itertuples(), start=1)
    ]
    table = book.add_table(0, len(letter_papers.LIST_COLUMNS), "Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)
    for texts in (letter_papers.LIST_COLUMNS, *lines[:1]):
        row = table.add_row()
        row._tr.get_or_add_trPr().append(row._tr.makeelement(qn("w:cantSplit"), {}))
        for cell, text, width in zip(row.cells, texts, WIDTHS, strict=True):
            cell.width = Cm(width)
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
            run = cell.paragraphs[0].add_run(text)
            run.font.size, run.bold = Pt(9), texts is letter_papers.LIST_COLUMNS
    first = table.rows[-1]._tr  # to copy a row costs a tenth of what its making does
    for texts in lines[1:]:
        copy = deepcopy(first)
        for run, text in zip(copy.iter(qn("w:r")), texts, strict=True):
            run.text = text
        table._tbl.append(copy)
    heading = table.rows[0]._tr.get_or_add_trPr()
    heading.append(heading.makeelement(qn("w:tblHeader"), {}))
